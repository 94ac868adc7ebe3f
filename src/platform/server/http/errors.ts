import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, type ProblemBody, type ProblemDefinition } from '#platform/shared/problem.ts'
import { bodyTooLarge, internal, malformedRequest, notFound, unsupportedMedia } from '#platform/shared/problems.ts'
import { problemFromPostgres } from '../problem-from-postgres.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that was answered; for the request's line in the log. */
    problemCode: string | null
  }
}

/**
 * Fastify's error handler: whatever was thrown is answered as the body of a problem and nothing else. What nobody
 * foresaw is an `internal` whose reference (the request's id) stands beside the error in the log.
 */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = problemOf(error, request)
  if (!known) request.log.error({ err: error }, 'request failed')
  else if (known.body.status >= 500 && error !== known) request.log.warn({ err: error }, 'request refused by a fault')
  sendProblem(request, reply, (known ?? new Problem(internal, { reference: request.id })).body)
}

/** Answers with a problem; those that pass by themselves say when to come again. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, body: ProblemBody): void {
  request.problemCode = body.code
  if (body.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', retryAfterSeconds())
  if (body.code === 'rate.limited') reply.header('retry-after', String(body.details?.seconds ?? 60))
  reply.status(body.status).header('cache-control', 'no-store').type('application/json; charset=utf-8')
  reply.serializer(JSON.stringify).send(body)
}

/** For what has no route. */
export const answerNotFound = (request: FastifyRequest, reply: FastifyReply): void =>
  sendProblem(request, reply, new Problem(notFound).body)

// Spread out, so that thousands of phones do not all come back in the second the database does.
const retryAfterSeconds = (): number => 5 + Math.floor(Math.random() * 11)

function problemOf(error: unknown, request: FastifyRequest): Problem | null {
  if (error instanceof Problem) return error
  return problemFromFastify(error as FastifyError, request) ?? problemFromPostgres(error)
}

function problemFromFastify(error: FastifyError, request: FastifyRequest): Problem | null {
  if (tooLarge.has(error.code) || error.statusCode === 413) return sizeProblem(request.routeOptions.bodyLimit)
  const definition = byFastifyCode[error.code] ?? (isClientFault(error) ? malformedRequest : null)
  return definition && new Problem(definition)
}

/** `limit` in words: 65,536 bytes are '64 KB'. */
export const sizeProblem = (bytes = 0): Problem => new Problem(bodyTooLarge, { limit: readableSize(bytes) })

const readableSize = (bytes: number): string =>
  bytes >= 1_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${Math.round(bytes / 1_000)} KB`

const tooLarge = new Set(['FST_ERR_CTP_BODY_TOO_LARGE', 'FST_REQ_FILE_TOO_LARGE'])

const byFastifyCode: Record<string, ProblemDefinition> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: unsupportedMedia,
  FST_INVALID_MULTIPART_CONTENT_TYPE: unsupportedMedia,
  FST_ERR_NOT_FOUND: notFound,
}

const isClientFault = ({ statusCode = 500 }: FastifyError): boolean => statusCode >= 400 && statusCode < 500
