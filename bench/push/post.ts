import { Agent, request } from 'node:http'

/** The server asks to come again later (503, 429): a phone waits and does so. */
export class ComeAgain extends Error {
  readonly afterMs: number

  constructor(afterMs: number) {
    super('the server is busy')
    this.afterMs = afterMs
  }
}

/** The way to the server over connections that are kept. */
export type Line = ReturnType<typeof openPhones>

/** Answers bodies of 200. Throws ComeAgain, and for any other status. */
export function openPhones(port: number, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const ask = (method: 'GET' | 'POST', path: string, authorization: string, body?: string) =>
    new Promise<Buffer>((done, fail) => {
      const headers = { authorization, ...(body !== undefined && headersOf(body)) }
      const sent = request({ host: '127.0.0.1', port, method, path, agent, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => {
          const bytes = Buffer.concat(parts)
          if (answer.statusCode === 200) done(bytes)
          else if (answer.statusCode === 503 || answer.statusCode === 429)
            fail(new ComeAgain(Number(answer.headers['retry-after'] ?? 1) * 1000))
          else fail(new Error(`${answer.statusCode} ${bytes.toString().slice(0, 300)}`))
        })
      })
      sent.on('error', fail)
      sent.end(body)
    })
  const post = async (path: string, authorization: string, body: string) =>
    (await ask('POST', path, authorization, body)).toString()
  return { ask, post, close: () => agent.destroy() }
}

const headersOf = (body: string) => ({
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(body),
})
