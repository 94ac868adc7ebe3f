import { Agent, request } from 'node:http'

/** The server asks to come again later (503, 429): a phone waits and does so. */
export class ComeAgain extends Error {
  readonly afterMs: number

  constructor(afterMs: number) {
    super('the server is busy')
    this.afterMs = afterMs
  }
}

/** Sends JSON over kept connections; answers the body. Throws ComeAgain, and for any other status but 200. */
export function openPhones(port: number, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const post = (path: string, authorization: string, body: string) =>
    new Promise<string>((done, fail) => {
      const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const sent = request({ host: '127.0.0.1', port, method: 'POST', path, agent, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString()
          if (answer.statusCode === 200) done(text)
          else if (answer.statusCode === 503 || answer.statusCode === 429)
            fail(new ComeAgain(Number(answer.headers['retry-after'] ?? 1) * 1000))
          else fail(new Error(`${answer.statusCode} ${text.slice(0, 300)}`))
        })
      })
      sent.on('error', fail)
      sent.end(body)
    })
  return { post, close: () => agent.destroy() }
}
