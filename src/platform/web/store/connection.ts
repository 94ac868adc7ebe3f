import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import { tables } from './phone-store.ts'

export type Mode = 'readonly' | 'readwrite'
export type Transaction<Of extends Mode> = IDBPTransaction<unknown, string[], Of>

export interface Connection {
  /**
   * Runs `work` in one transaction over the named tables: all of it is there afterwards, or nothing. `work` may await
   * requests of this transaction only.
   */
  within<Of extends Mode, Result>(
    mode: Of,
    names: string[],
    work: (transaction: Transaction<Of>) => Promise<Result>,
  ): Promise<Result>
  /** For good: whoever still works with it hears that it is closed, and makes no database anew. */
  close(): void
}

// Ten times the number of our own: the first stores were written by Dexie, which counts so.
const version = 20

/**
 * A database that is opened when it is first needed, and again when the browser took it away: phones close connections
 * when memory is short, and another tab may need it closed to bring it up to date.
 */
export function connectTo(name: string): Connection {
  let opening: Promise<IDBPDatabase> | null = null
  let closed = false
  const lose = () => {
    opening = null
  }
  const opened = async () => {
    if (closed) throw new Error('the store is closed')
    opening ??= openDatabase(name, { lose, gone: () => close() })
    return opening.catch((error) => {
      lose()
      throw error
    })
  }
  const close = () => {
    closed = true
    void opening?.then(
      (db) => db.close(),
      () => undefined, // whoever opened it has heard why it could not be
    )
    lose()
  }
  const begin = async <Of extends Mode>(mode: Of, names: string[]): Promise<Transaction<Of>> =>
    (await opened()).transaction(names, mode, { durability: 'strict' })
  return {
    close,
    async within(mode, names, work) {
      const transaction = await begin(mode, names).catch((error) => {
        // The connection ended without a word: the second time is on a new one.
        if (error.name !== 'InvalidStateError') throw error
        lose()
        return begin(mode, names)
      })
      return finish(transaction, work)
    },
  }
}

async function finish<Of extends Mode, Result>(
  transaction: Transaction<Of>,
  work: (transaction: Transaction<Of>) => Promise<Result>,
): Promise<Result> {
  // Heard here, so that it is no unhandled rejection while the work is still under way.
  const done = transaction.done.then(
    () => null,
    (error: unknown) => error,
  )
  let result: Result
  try {
    result = await work(transaction)
  } catch (error) {
    undo(transaction)
    await done
    // What ended the transaction says more than what its requests then heard ("aborted"): a full disk, above all.
    throw transaction.error ?? error
  }
  const fault = await done
  if (fault) throw fault
  return result
}

/** Without this, the half that was written before the fault would stay. */
function undo(transaction: Transaction<Mode>): void {
  try {
    transaction.abort()
  } catch {
    // It has ended already, by the same fault.
  }
}

interface Lost {
  /** The browser or an update ended the connection: the next one is another. */
  lose: () => void
  /** The database is being removed, by this tab or another: it must not be made again. */
  gone: () => void
}

async function openDatabase(name: string, { lose, gone }: Lost, attempts = 3): Promise<IDBPDatabase> {
  const open = (wanted?: number) =>
    openDB(name, wanted, {
      upgrade: makeTables,
      terminated: lose,
      blocking: (_present, next, { target }) => {
        // Typed as any event's; it is the database, which stands in the way until it is closed.
        ;(target as { close(): void } | null)?.close()
        if (next === null) gone()
        else lose()
      },
    })
  try {
    return await open(version)
  } catch (error) {
    // A newer version of the app has been here: its tables are at least ours.
    if ((error as Error).name === 'VersionError') return open()
    // Chromium, right after the site's data was cleared: works at the next try.
    if ((error as Error).name === 'UnknownError' && attempts > 1)
      return openDatabase(name, { lose, gone }, attempts - 1)
    throw error
  }
}

/** `control` holds the stamp and the lease, apart from the records that are sealed; what is there already stays. */
function makeTables(db: IDBPDatabase): void {
  for (const table of tables) if (!db.objectStoreNames.contains(table)) db.createObjectStore(table, { keyPath: 'key' })
  if (!db.objectStoreNames.contains('control')) db.createObjectStore('control')
}
