import { loadReferenceData } from '#app/server/reference-data.ts'
import { startDatabase } from '../support/database.ts'
import { type BenchServer, startServer } from '../support/server.ts'
import { pushFromPhones } from './load.ts'
import { makeWorld, type World } from './phones.ts'

/** A server at work, phones that know it, and a second database with the same rows for the floor. */
export interface Setting {
  server: BenchServer
  world: World
  floorUrl: string
  pids: { server: number; postmaster: number }
}

const warmUpSeconds = 5

/** Runs `work` with everything started and warm; stops everything after it, whatever happened. */
export async function withSetting<T>(phones: number, work: (setting: Setting) => Promise<T>): Promise<T> {
  const database = await startDatabase()
  try {
    const db = database.open()
    await loadReferenceData(db.owner)
    const world = await makeWorld(db, phones)
    await db.drop()
    const floor = await database.copy('floor')
    const server = await startServer(database.urls)
    try {
      await pushFromPhones(server.port, { phones: world.phones, clients: 8, batch: 10, seconds: warmUpSeconds })
      return await work({
        server,
        world,
        floorUrl: floor.urls.owner,
        pids: { server: server.pid, postmaster: database.postmaster },
      })
    } finally {
      await server.stop()
    }
  } finally {
    await database.stop()
  }
}
