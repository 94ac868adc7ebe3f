import { useMemo } from 'react'
import { useRow, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { type Person, personKind, type Register, registerKind } from '#slices/households/shared/public.ts'
import { type Member, memberKind } from '#slices/teams/shared/public.ts'

/** The team for which new work is done here: that of the door, else the member's first. */
export const useWorkingTeam = (team?: string): string => {
  const client = useSyncClient()
  return team ?? client.me()?.teams[0] ?? ''
}

/** Team mates: everybody who is in the team now, but for the one who records. */
export const useMates = (team: string): readonly Member[] => {
  const me = useSyncClient().me()?.memberId
  const members = useRows<Member>(memberKind)
  return useMemo(
    () =>
      members
        .filter((one) => one.teamId === team && !one.leftOn && one.memberId !== me)
        .sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'vi')),
    [members, team, me],
  )
}

/** Those of the register who may be named in the team, or at one of its doors; null: the register is off. */
export const useNameable = (team: string, door?: string | null): readonly Person[] | null => {
  const register = useRow<Register>(registerKind, team)
  const persons = useRows<Person>(personKind)
  return useMemo(() => {
    if (!register?.on) return null
    return persons
      .filter((one) => one.teamId === team && (!door || one.householdId === door) && isHere(one))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  }, [register, persons, team, door])
}

const isHere = ({ restrictedOn, leftOn, mergedInto, name }: Person): boolean =>
  !restrictedOn && !leftOn && !mergedInto && name !== ''
