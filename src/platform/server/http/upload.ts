import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '#platform/shared/problem.ts'
import { fileMissing } from '#platform/shared/problems.ts'
import { sizeProblem } from './errors.ts'

/** A file that came with a request, whole in memory; its size is limited by the route's `bodyLimit`. */
export interface Upload {
  /** As the sender's computer calls it: shown, never used as a path. */
  name: string
  mediaType: string
  bytes: Buffer
}

/** Lets routes that are declared with `upload` take one file as multipart/form-data, and others take bytes as they are. */
export async function acceptUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, { limits: { files: 1, fields: 0, parts: 1, headerPairs: 20 } })
  // A part of a file that is sent piece by piece; the handler gets the bytes as `body`, at most the route's `bodyLimit`.
  app.addContentTypeParser(partOfFile, { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes))
}

const partOfFile = 'application/offset+octet-stream'

/**
 * Reads the file before a transaction is opened: a slow line must not hold a connection to the database.
 * Throws `file.missing`, `input.too-large`, `input.media-type`.
 */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const limit = request.routeOptions.bodyLimit
  const part = await request.file({ limits: { fileSize: limit } })
  if (!part) throw new Problem(fileMissing)
  const bytes = await part.toBuffer().catch((error: { code?: string }) => {
    throw error.code === 'FST_REQ_FILE_TOO_LARGE' ? sizeProblem(limit) : error
  })
  return { name: part.filename, mediaType: part.mimetype, bytes }
}
