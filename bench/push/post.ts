import { Agent, request } from 'node:http'

/** Sends JSON over kept connections; answers the body. Throws for any status but 200. */
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
          else fail(new Error(`${answer.statusCode} ${text.slice(0, 300)}`))
        })
      })
      sent.on('error', fail)
      sent.end(body)
    })
  return { post, close: () => agent.destroy() }
}
