import type { Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import { type Actor, can, grantedOn, type Path, type Permission } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notAllowed, notFound, notSignedIn } from '#platform/shared/problems.ts'
import type { Access } from '#platform/shared/route.ts'
import type { Database } from '../schema.ts'

/** Where a place or team lies, from the nation down to itself; null when it does not exist or is not shown to the scope. */
export interface Paths {
  place(trx: Transaction<Database>, id: Id): Promise<Path | null>
  team(trx: Transaction<Database>, id: Id): Promise<Path | null>
}

/** The parts of a request in which a declaration may name its target. */
export interface Input {
  params: unknown
  query: unknown
  body: unknown
}

/**
 * Refuses what the actor may not do. What lies outside the actor's scope is answered as what does not exist, byte for
 * byte (404). Who may read the target but not do this with it learns so (403), as does who has the right nowhere.
 */
export async function authorize(
  access: Access,
  actor: Actor | null,
  input: Input,
  paths: Paths,
  trx: Transaction<Database>,
): Promise<void> {
  if (access.kind === 'public') return
  if (!actor) throw new Problem(notSignedIn)
  if (access.kind === 'signed-in') return
  if (access.kind === 'anywhere') return refuseUnless(grantedOn(actor, access.permission).length > 0)
  const path = await paths[access.kind](trx, targetId(access.on, input))
  if (path && can(actor, access.permission, path)) return
  refuseUnless(false, path !== null && can(actor, readingOf[access.kind], path))
}

const readingOf: Record<'place' | 'team', Permission> = { place: 'place.read', team: 'team.read' }

function refuseUnless(allowed: boolean, known = true): void {
  if (!allowed) throw new Problem(known ? notAllowed : notFound)
}

/** 'params.teamId' names it; the schema of the declaration has checked its form. */
function targetId(on: string, input: Input): Id {
  const [part, name] = on.split('.') as [keyof Input, string]
  const id = (input[part] as Record<string, unknown> | null | undefined)?.[name]
  if (typeof id !== 'string') throw new Problem(notFound)
  return id
}
