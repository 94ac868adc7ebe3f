import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from '../operator-error.ts'
import { usableBinaries } from './binaries.ts'
import { bootstrapCluster, databaseName } from './bootstrap.ts'
import { resolveHome } from './home.ts'
import { createClusterOnce } from './initdb.ts'
import { type Launch, launchServer } from './launch.ts'
import { roleName } from './roles.ts'
import { type EmbeddedRole, passwordsIn } from './secrets.ts'

export interface EmbeddedOptions {
  /** The installation's data folder; PostgreSQL's own is below it, or where DATA_DIR/WHERE says. */
  dataDir: string
  /** Takes short messages in Vietnamese about what takes long or went wrong. */
  log: (message: string) => void
  /** For tests: where data goes that PostgreSQL's user could not reach in `dataDir`. */
  fallbackRoot?: string
  /** For throw-away test clusters: false switches fsync off. */
  durable?: boolean
}

export interface Embedded {
  /** postgres://... for one of the roles; `postgres` is the cluster's superuser (roles and databases only). */
  url(role: EmbeddedRole, database?: string): string
  /** Fast shutdown; nothing that was acknowledged is lost. Does nothing if another process started the server. */
  stop(): Promise<void>
  /** Where data, passwords and log are. */
  dir: string
  port: number
}

/**
 * Starts the bundled PostgreSQL, creating cluster, roles and database at the first time, and keeps it running: a server
 * that dies is started again on the same port. Throws OperatorError with what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const home = resolveHome(options.dataDir, options.fallbackRoot)
  const durable = options.durable ?? true
  const passwords = passwordsIn(home.secrets)
  const binaries = usableBinaries(home.runAs, home.dir)
  await createClusterOnce(home, binaries, passwords.postgres, durable)
  const server = await keepRunning({ home, binaries, durable, log: options.log })
  const url = (role: EmbeddedRole, database = role === 'postgres' ? 'postgres' : databaseName) =>
    `postgres://${role === 'postgres' ? role : roleName(role)}:${passwords[role]}@127.0.0.1:${server.port}/${database}`
  try {
    await bootstrapCluster(url('postgres'), passwords)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { url, stop: server.stop, dir: home.dir, port: server.port }
}

async function keepRunning(launch: Launch): Promise<{ port: number; stop(): Promise<void> }> {
  let server = await launchServer(launch)
  const { port } = server
  let stopping = false

  async function watch(): Promise<void> {
    for (;;) {
      await server.gone
      if (stopping) return
      launch.log('Cơ sở dữ liệu đã dừng đột ngột, đang khởi động lại.')
      await relaunch()
      if (stopping) await server.stop()
    }
  }

  // Waits longer each time, and for ever: when a full disk has room again, the server comes back by itself.
  async function relaunch(): Promise<void> {
    for (let pause = 100; !stopping; pause = Math.min(pause * 2, 5_000)) {
      try {
        server = await launchServer(launch, port)
        launch.log('Cơ sở dữ liệu đã chạy lại.')
        return
      } catch (error) {
        if (pause === 100) launch.log(error instanceof OperatorError ? error.vi : String(error)) // the reason, once
        await sleep(pause, undefined, { ref: false })
      }
    }
  }

  const watching = watch()
  const stop = async () => {
    stopping = true
    await server.stop()
    await watching
  }
  return { port, stop }
}
