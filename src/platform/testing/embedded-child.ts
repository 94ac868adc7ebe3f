import { startEmbedded } from '#platform/server/postgres/embedded.ts'

/**
 * A process of its own that starts an embedded PostgreSQL in the folder it is given, prints where, and stops it at
 * SIGTERM: for tests that kill it. Durable like the real one.
 */
const [dataDir = ''] = process.argv.slice(2)
const server = await startEmbedded({ dataDir, log: (message) => process.stderr.write(`${message}\n`) })
process.stdout.write(`${JSON.stringify({ url: server.url('owner'), port: server.port, dir: server.dir })}\n`)
const alive = setInterval(() => {}, 60_000)
process.once('SIGTERM', async () => {
  await server.stop()
  clearInterval(alive)
})
