import { existsSync } from 'node:fs'
import { join } from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerNotFound } from './errors.ts'

const pages = { office: 'index.html', field: 'app/index.html' }

/**
 * Serves the built web (`folder`): the office at /, the field app at /app/. Both route in the browser, so that every
 * address that is no file gets the page of its side; a missing asset is 404, because a page in place of an old script
 * would be kept as that script. Without a build only the API answers.
 */
export async function serveWeb(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const built = folder !== undefined && existsSync(join(folder, pages.office))
  if (built) {
    await app.register(files, {
      root: folder,
      wildcard: false, // a route per file that is there now: what is no file costs no look at the disk
      cacheControl: false,
      dotfiles: 'ignore',
      index: ['index.html'],
      setHeaders: (reply, path) => void reply.header('cache-control', cacheControl(path.slice(folder.length))),
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const page = built && pageFor(request)
    return page ? sendPage(reply, page) : answerNotFound(request, reply)
  })
}

// Names with a hash of the content never change their meaning; everything else is asked for again each time (304).
const cacheControl = (path: string): string =>
  /\/assets\/[^/]+-[\w-]{8,}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'

function pageFor({ method, url }: FastifyRequest): string | null {
  const path = url.split('?')[0] ?? ''
  const isPage = (method === 'GET' || method === 'HEAD') && !path.startsWith('/api/') && !/\.\w+$/.test(path)
  if (!isPage) return null
  return path === '/app' || path.startsWith('/app/') ? pages.field : pages.office
}

const sendPage = (reply: FastifyReply, page: string) => reply.status(200).sendFile(page)
