import { isId } from '#platform/shared/ids.ts'
import type { RouteDeclaration } from '#platform/shared/route.ts'
import type { AuditDetails, AuditEntry } from '../audit.ts'
import type { Input } from './authorize.ts'

/**
 * The audit line of a look at personal data, from the declaration of the route (`reads`): for which place or team, what,
 * how many, and how it was asked. Null where nobody was shown. What was searched for may be a name: only that there was a
 * search is kept.
 */
export function lookOf({ path, access, reads }: RouteDeclaration, input: Input, output: unknown): AuditEntry | null {
  if (!reads) return null
  const shown = countAt(output, reads.shown.split('.'))
  if (shown === 0) return null
  const team = reads.team ?? (access.kind === 'team' ? access.on : undefined)
  const about = reads.about && idAt(reads.about.id, input)
  return {
    action: `${reads.what}.read`,
    teamId: team && idAt(team, input),
    placeId: access.kind === 'place' ? idAt(access.on, input) : undefined,
    subject: reads.about && about ? { kind: reads.about.kind, id: about } : undefined,
    details: { path, shown, ...howAsked(input.query) },
  }
}

/** How many things that are not null stand at the path; lists are gone through, a number counts as itself. */
export function countAt(value: unknown, path: readonly string[]): number {
  if (value === null || value === undefined) return 0
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + countAt(one, path), 0)
  const [name, ...rest] = path
  if (name === undefined) return typeof value === 'number' ? value : 1
  return typeof value === 'object' ? countAt((value as Record<string, unknown>)[name], rest) : 0
}

function idAt(on: string, input: Input): string | undefined {
  const [part, name = ''] = on.split('.') as [keyof Input, string]
  const id = (input[part] as Record<string, unknown> | undefined)?.[name]
  return typeof id === 'string' && isId(id) ? id : undefined
}

/** Numbers and ids of the query as they are; of everything else only its name. */
function howAsked(query: unknown): AuditDetails {
  const entries = Object.entries((query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined)
  const isKept = (value: unknown): value is string | number =>
    typeof value === 'number' || (typeof value === 'string' && isId(value))
  const kept = entries.filter((entry): entry is [string, string | number] => isKept(entry[1]))
  const others = entries.filter(([, value]) => !isKept(value)).map(([name]) => name)
  return { ...Object.fromEntries(kept), ...(others.length > 0 && { by: others }) }
}
