import type { Transaction } from 'kysely'
import { type Implementation, implement } from '#platform/server/endpoint.ts'
import type { Database } from '#platform/server/schema.ts'
import { raiseReference } from '#platform/server/sync/reference.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Path } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { pathOfPlace } from '#slices/places/server/public.ts'
import { codeTaken, itemShipped } from '../shared/problems.ts'
import { addLibraryItemRoute, changeLibraryItemRoute, libraryRoute, referenceRoute } from '../shared/routes.ts'
import { addItem, catalogueOf, changeItem, counterOf, itemOfPlace, referenceOf } from './library.queries.ts'

/** Where a team stands: the same look-up that rights are checked with, given by the composition root. */
export interface LibraryDeps {
  pathOfTeam(trx: Transaction<Database>, teamId: Id): Promise<Path | null>
}

export const libraryRoutes = (deps: LibraryDeps): Implementation[] => [
  implement(referenceRoute, async ({ trx, query, request, reply }) => {
    const path = (await deps.pathOfTeam(trx, query.team)) ?? []
    const tag = `W/"reference-${await counterOf(trx, path)}"`
    reply.header('etag', tag).header('cache-control', 'private, no-cache')
    // A 304 has no body, whatever the declared output.
    if (request.headers['if-none-match'] === tag) return reply.status(304).send() as never
    return referenceOf(trx, path)
  }),
  implement(libraryRoute, async ({ trx, params }) => ({
    items: await catalogueOf(trx, await pathTo(trx, params.placeId)),
  })),
  implement(addLibraryItemRoute, async ({ trx, params, body, audit }) => {
    const item = await addItem(trx, params.placeId, body)
    if (!item) throw new Problem(codeTaken, { code: body.code })
    await raiseReference(trx, params.placeId)
    await audit({ action: 'library.add', subject: { kind: 'library_item', id: item.id }, placeId: params.placeId })
    return item
  }),
  implement(changeLibraryItemRoute, async ({ trx, params, body, audit }) => {
    const found = await itemOfPlace(trx, params.placeId, params.itemId)
    if (!found) throw new Problem(notFound)
    if (found.shipped) throw new Problem(itemShipped)
    const item = await changeItem(trx, params.itemId, body)
    await raiseReference(trx, params.placeId)
    await audit({ action: 'library.change', subject: { kind: 'library_item', id: item.id }, placeId: params.placeId })
    return item
  }),
]

const pathTo = async (trx: Transaction<Database>, placeId: Id): Promise<Path> => (await pathOfPlace(trx, placeId)) ?? []
