import type { OpenAPIV3_1 } from 'openapi-types'
import type { Access } from '#platform/shared/route.ts'

/** OpenAPI 3.1 as we write it. */
export type ApiDocument = OpenAPIV3_1.Document

/** One operation; `x-permission` is the declaration's access. */
export interface Operation extends OpenAPIV3_1.OperationObject {
  'x-permission': Access
}

/** All operations of a document. */
export const operationsOf = (document: ApiDocument): Operation[] =>
  Object.values(document.paths ?? {}).flatMap((path) => Object.values(path ?? {}) as Operation[])
