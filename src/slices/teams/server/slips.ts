import { toString as qrToString } from 'qrcode'
import { renderPdf } from '#platform/server/documents/typst.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { minimumPassword } from '#slices/identity/shared/public.ts'
import type { inviteRoute } from '../shared/routes.ts'
import type { TeamRole } from '../shared/team.ts'
import type { InvitationPurpose, MadeInvitation } from './invitations.ts'
import { slipTemplate } from './slip-template.ts'

/** Who a slip is for. */
export interface SlipPerson {
  name: string
  role: TeamRole
  team: string
  /** "Ấp Bình Lộc, Xã Châu Thành". */
  place: string
}

/** The link that a QR code holds. The code stands behind '#': browsers do not send that part to any server. */
const invitationLink = (publicUrl: string, code: string): string => `${publicUrl}/app/i#${code}`

/** A QR code as SVG, for the screen and for paper. */
const qrSvg = (text: string): Promise<string> => qrToString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 })

/** An invitation just made, for a screen: shown once. */
export const presentInvitation = async (
  publicUrl: string,
  { id, code, expiresAt }: MadeInvitation,
): Promise<OutputOf<typeof inviteRoute>> => {
  const link = invitationLink(publicUrl, code)
  return { id, code, link, qrSvg: await qrSvg(link), expiresAt: expiresAt.toISOString() }
}

/** Slips as PDF, six on a sheet, in the order given. */
export const renderSlips = async (
  publicUrl: string,
  slips: readonly { person: SlipPerson; invitation: MadeInvitation }[],
  purpose: InvitationPurpose = 'join',
): Promise<Buffer> => {
  const label = slipLabels[purpose]
  return renderPdf(slipTemplate, { label, slips: await Promise.all(slips.map((slip) => slipData(publicUrl, slip))) })
}

const slipLabels: Record<InvitationPurpose, string> = {
  join: 'Phiếu mời dùng một lần',
  password: 'Phiếu đặt lại mật khẩu, dùng một lần',
}

const roleNames: Record<TeamRole, string> = { leader: 'Tổ trưởng', deputy: 'Tổ phó', member: 'Thành viên' }

const slipData = async (
  publicUrl: string,
  { person, invitation }: { person: SlipPerson; invitation: MadeInvitation },
) => ({
  ...person,
  role: roleNames[person.role],
  code: invitation.code,
  qr: await qrSvg(invitationLink(publicUrl, invitation.code)),
  address: `${publicUrl.replace(/^https?:\/\//, '')}/app/i`,
  least: minimumPassword.member,
  until: vietnameseDay(invitation.lastDay),
})

const vietnameseDay = (day: string): string => day.split('-').reverse().join('/')
