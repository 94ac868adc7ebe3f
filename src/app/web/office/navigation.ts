import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  IconAddressBook,
  IconArrowsSplit2,
  IconBook2,
  IconCalendarOff,
  IconChartBar,
  IconChecklist,
  IconClipboardData,
  IconCopyCheck,
  IconEyeCheck,
  IconInbox,
  IconLayoutDashboard,
  IconListSearch,
  IconPhoneCheck,
  IconRosetteDiscountCheck,
  IconUpload,
  IconUserSearch,
  IconUserShield,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams, useRouteContext, useRouterState } from '@tanstack/react-router'
import type { Id } from '#platform/shared/ids.ts'
import type { Permission } from '#platform/shared/permission.ts'
import { pathOf, useCan } from '#slices/identity/web/office/public.ts'
import type { PlaceDetails } from '#slices/places/shared/public.ts'
import { placeQuery } from '#slices/places/web/office/public.ts'
import { teamQuery } from '#slices/teams/web/office/public.ts'
import { homePlaceQuery } from './home-place.ts'

interface Entry {
  to: PlacePage
  label: MessageDescriptor
  icon: TablerIcon
  permission: Permission
  /** Not where it makes no sense: nobody imports the teams of the whole country, or keeps accounts on a hamlet. */
  not?: readonly PlaceDetails['level'][]
}

type PlacePage =
  | '/places/$placeId'
  | '/places/$placeId/indicators'
  | '/places/$placeId/declared'
  | '/places/$placeId/conflicts'
  | '/places/$placeId/refused'
  | '/places/$placeId/callbacks'
  | '/places/$placeId/findings'
  | '/places/$placeId/teams'
  | '/places/$placeId/import'
  | '/places/$placeId/register'
  | '/places/$placeId/persons'
  | '/places/$placeId/person-requests'
  | '/places/$placeId/rule'
  | '/places/$placeId/calendar'
  | '/places/$placeId/duplicates'
  | '/places/$placeId/library'
  | '/places/$placeId/accounts'
  | '/places/$placeId/audit'

const entries: readonly Entry[] = [
  { to: '/places/$placeId', label: msg`Tổng quan`, icon: IconLayoutDashboard, permission: 'insight.read' },
  { to: '/places/$placeId/indicators', label: msg`Mọi chỉ tiêu`, icon: IconChartBar, permission: 'insight.read' },
  {
    to: '/places/$placeId/declared',
    label: msg`Số khai báo`,
    icon: IconClipboardData,
    permission: 'insight.read',
    not: ['hamlet'],
  },
  { to: '/places/$placeId/teams', label: msg`Tổ công nghệ số`, icon: IconUsersGroup, permission: 'team.read' },
  {
    to: '/places/$placeId/conflicts',
    label: msg`Hai bản khác nhau`,
    icon: IconArrowsSplit2,
    permission: 'conflict.resolve',
  },
  {
    to: '/places/$placeId/callbacks',
    label: msg`Gọi lại xác minh`,
    icon: IconPhoneCheck,
    permission: 'verification.read',
    not: ['nation', 'province', 'hamlet'],
  },
  { to: '/places/$placeId/refused', label: msg`Việc bị từ chối`, icon: IconInbox, permission: 'refused.manage' },
  {
    to: '/places/$placeId/findings',
    label: msg`Điều cần xem lại`,
    icon: IconEyeCheck,
    permission: 'verification.manage',
    not: ['nation', 'province', 'hamlet'],
  },
  {
    to: '/places/$placeId/import',
    label: msg`Nhập danh sách`,
    icon: IconUpload,
    permission: 'team.import',
    not: ['nation', 'hamlet'],
  },
  {
    to: '/places/$placeId/register',
    label: msg`Sổ hộ dân`,
    icon: IconAddressBook,
    permission: 'register.manage',
    not: ['hamlet'],
  },
  { to: '/places/$placeId/persons', label: msg`Người dân trong sổ`, icon: IconUserSearch, permission: 'person.read' },
  {
    to: '/places/$placeId/person-requests',
    label: msg`Yêu cầu của người dân`,
    icon: IconChecklist,
    permission: 'register.manage',
    not: ['hamlet'],
  },
  {
    to: '/places/$placeId/rule',
    label: msg`Tiêu chí gia đình số`,
    icon: IconRosetteDiscountCheck,
    permission: 'rule.edit',
    not: ['commune', 'hamlet'],
  },
  {
    to: '/places/$placeId/calendar',
    label: msg`Ngày nghỉ lễ`,
    icon: IconCalendarOff,
    permission: 'calendar.edit',
    not: ['province', 'commune', 'hamlet'],
  },
  {
    to: '/places/$placeId/duplicates',
    label: msg`Có thể trùng`,
    icon: IconCopyCheck,
    permission: 'register.manage',
    not: ['hamlet'],
  },
  { to: '/places/$placeId/library', label: msg`Cẩm nang`, icon: IconBook2, permission: 'library.read' },
  {
    to: '/places/$placeId/accounts',
    label: msg`Tài khoản cán bộ`,
    icon: IconUserShield,
    permission: 'account.manage',
    not: ['hamlet'],
  },
  { to: '/places/$placeId/audit', label: msg`Nhật ký`, icon: IconListSearch, permission: 'audit.read' },
]

export interface NavigationEntry extends Pick<Entry, 'to' | 'label' | 'icon'> {
  placeId: Id
}

/** The pages of the place one is at that one may open; without a place of one's own, none. */
export const useNavigation = (): NavigationEntry[] => {
  const can = useCan()
  const place = usePresentPlace()
  if (!place) return []
  const path = pathOf(place.breadcrumb)
  return entries
    .filter(({ permission, not }) => can(permission, path) && !not?.includes(place.level))
    .map(({ to, label, icon }) => ({ to, label, icon, placeId: place.id }))
}

/** May one be on the page that is open? A page that is in no menu has no entry, and its server decides. */
export const useMayStay = (place: PlaceDetails): boolean => {
  const can = useCan()
  const at = useRouterState({ select: ({ matches }) => matches.at(-1)?.fullPath.replace(/\/$/, '') })
  const entry = entries.find(({ to }) => to === at)
  return !entry || (can(entry.permission, pathOf(place.breadcrumb)) && !entry.not?.includes(place.level))
}

/** The place of the page, or of the team on the page, or where one begins. */
const usePresentPlace = (): PlaceDetails | undefined => {
  const { me } = useRouteContext({ from: '/inside' })
  const { placeId, teamId } = useParams({ strict: false })
  const team = useQuery({ ...teamQuery(teamId ?? ''), enabled: teamId !== undefined }).data
  const home = useQuery(homePlaceQuery(me)).data
  const here = placeId ?? team?.communeId
  const { data } = useQuery({ ...placeQuery(here ?? ''), enabled: here !== undefined, retry: false })
  return data ?? home ?? undefined
}
