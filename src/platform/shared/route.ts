import type * as z from 'zod/mini'
import type { Permission } from './permission.ts'

/**
 * Who may call a route. `on` names the parameter that holds the id of the place or team; the server checks the right on
 * it before it says whether the thing exists. `anywhere`: the right on any place or team is enough, the answer is a set.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'signed-in' }
  | { kind: 'anywhere'; permission: Permission }
  | { kind: 'place'; permission: Permission; on: string }
  | { kind: 'team'; permission: Permission; on: string }

export const anyone: Access = { kind: 'public' }
export const signedIn: Access = { kind: 'signed-in' }
export const anywhere = (permission: Permission): Access => ({ kind: 'anywhere', permission })
/** The right on the place named by a parameter, 'params.placeId' or 'query.place' or 'body.placeId'. */
export const onPlace = (permission: Permission, on: string): Access => ({ kind: 'place', permission, on })
/** The right on the team named by a parameter. */
export const onTeam = (permission: Permission, on: string): Access => ({ kind: 'team', permission, on })

/**
 * Personal data that an answer shows. The server writes one audit line for each request that showed some, in the
 * transaction that read it: who, when, from where, for which place or team, how many; never a name.
 */
export interface PersonalRead {
  /** The noun of the line: 'member' is written as `member.read`. */
  what:
    | 'member'
    | 'account'
    | 'household'
    | 'person'
    | 'visit'
    | 'conflict'
    | 'refused'
    | 'invitation'
    | 'roster'
    | 'team-data'
    | 'audit'
  /** Where they stand in the output, 'members' or 'teams.leader': lists on the way are gone through, null is nobody, a number counts as itself. */
  shown: string
  /** The team that was asked for, where the access does not name it: 'query.team'. */
  team?: string
  /** The one thing that was asked for: its kind, and where its id stands ('params.doorId'). */
  about?: { kind: string; id: string }
}

type Schema = z.core.$ZodType
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A route as data: the server implements it, the web calls it, OpenAPI is written from it. */
export interface RouteDeclaration<
  Params extends Schema = Schema,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Output extends Schema = Schema,
> {
  method: Method
  /** Fastify style, '/api/places/:placeId'. */
  path: string
  /** One English sentence for the API page. */
  summary: string
  access: Access
  params?: Params
  query?: Query
  body?: Body
  /** Absent: the answer is not JSON (a file, a stream). */
  output?: Output
  /** Requests a minute per account (public routes: per address x100); default 300. */
  perMinute?: number
  /** Largest body in bytes; default 64 KB. */
  bodyLimit?: number
  /** The body is one file as multipart/form-data, at most `bodyLimit` bytes; the handler gets it as `upload`. */
  upload?: boolean
  /** The body is an HTML form (application/x-www-form-urlencoded), of a page that works without script; nothing else is taken. */
  form?: boolean
  /** Read-only routes run in a read-only transaction. GET is read-only unless said otherwise, or unless it `reads`. */
  readOnly?: boolean
  /** Set where the answer shows personal data of others; a test looks for routes that forgot it. */
  reads?: PersonalRead
}

/** Declares a route; only for its types. */
export const route = <P extends Schema, Q extends Schema, B extends Schema, O extends Schema>(
  declaration: RouteDeclaration<P, Q, B, O>,
): RouteDeclaration<P, Q, B, O> => declaration

export type ParamsOf<R> = R extends RouteDeclaration<infer P, Schema, Schema, Schema> ? z.core.output<P> : never
export type QueryOf<R> = R extends RouteDeclaration<Schema, infer Q, Schema, Schema> ? z.core.output<Q> : never
export type BodyOf<R> = R extends RouteDeclaration<Schema, Schema, infer B, Schema> ? z.core.output<B> : never
export type OutputOf<R> = R extends RouteDeclaration<Schema, Schema, Schema, infer O> ? z.core.output<O> : never
