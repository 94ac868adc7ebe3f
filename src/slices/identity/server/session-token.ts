import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** The credential of a request: the bearer token of a phone, otherwise the office's cookie; null without either. */
export const credentialIn = (headers: IncomingHttpHeaders, cookieName: string): string | null => {
  const bearer = /^bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  return bearer ?? cookieIn(headers.cookie ?? '', cookieName)
}

/**
 * The session's token, when the credential (`<token>.<HMAC-SHA256 of it>`, possibly percent-encoded) was signed by this
 * server, otherwise null. better-auth makes and signs tokens; reading them here saves asking it at each request.
 */
export const tokenIn = (credential: string, secret: string): string | null => {
  const text = decoded(credential)
  const dot = text.lastIndexOf('.')
  if (dot < 1) return null
  const token = text.slice(0, dot)
  const given = Buffer.from(text.slice(dot + 1), 'base64') // reads base64url too
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

const cookieIn = (header: string, name: string): string | null => {
  for (const part of header.split(';')) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=') || null
  }
  return null
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
