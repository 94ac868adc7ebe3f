import { CompiledQuery, type Kysely } from 'kysely'
import type pg from 'pg'
import type { Database } from './schema.ts'
import { statementName } from './statement.ts'

/** SQL with its values: texts, lists of texts, null. */
export interface Statement {
  text: string
  values: readonly (string | readonly string[] | null)[]
}

/**
 * Runs statements one after the other in a single round trip and answers the rows of each; the first that fails rejects
 * and the rest is not run. (The driver's own ways are a round trip each, or several statements without values. On the
 * hot path a round trip costs more than what it asks for.)
 */
export async function runTogether(db: Kysely<Database>, statements: readonly Statement[]): Promise<unknown[][]> {
  // The driver's client knows what to do with such a value (`Together.in`); for Kysely it is a query like any other.
  const { rows } = await db.executeQuery(CompiledQuery.raw('', [new Together(statements)]))
  return rows as unknown[][]
}

interface Field {
  name: string
  dataTypeID: number
  format: 'text' | 'binary'
}

/** What the driver gives to whoever speaks the protocol itself. */
interface Wire {
  stream: { cork(): void; uncork(): void }
  parsedStatements: Record<string, string>
  parse(statement: { name: string; text: string; types: number[] }): void
  bind(binding: { portal: string; statement: string; values: (string | null)[] }): void
  describe(what: { type: 'P'; name: string }): void
  execute(what: { portal: string; rows: number }): void
  close(what: { type: 'S'; name: string }): void
  sync(): void
}

/** Takes the rows of each statement, or why one of them failed. */
export type Done = (error: Error | null, results?: unknown[][]) => void

interface ClientSide {
  types: Pick<pg.CustomTypesConfig, 'getTypeParser'>
  /** May statements be prepared under a name? */
  prepares: boolean
  done: Done
}

/** A query of the driver (`submit`, `handle...`) that sends all its statements before it asks for an answer. */
export class Together {
  readonly #statements: readonly Statement[]
  readonly #results: unknown[][] = []
  #rows: unknown[] = []
  #fields: Field[] = []
  #client: ClientSide | null = null

  constructor(statements: readonly Statement[]) {
    this.#statements = statements
  }

  /** The one that Kysely was given as a query's only value; undefined for any other query. */
  static in(values: unknown): Together | undefined {
    return Array.isArray(values) && values[0] instanceof Together ? values[0] : undefined
  }

  /** The client that is going to run it. */
  on(client: ClientSide): this {
    this.#client = client
    return this
  }

  submit(connection: Wire): null {
    connection.stream.cork()
    try {
      for (const statement of this.#statements) send(connection, statement, this.#nameOf(statement.text))
      connection.sync()
    } finally {
      connection.stream.uncork()
    }
    return null
  }

  handleRowDescription({ fields }: { fields: Field[] }): void {
    this.#fields = fields
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const entries = this.#fields.map(({ name, dataTypeID, format }, index) => {
      const value = fields[index] ?? null
      return [name, value === null ? null : this.#client?.types.getTypeParser(dataTypeID, format)(value)]
    })
    this.#rows.push(Object.fromEntries(entries))
  }

  handleCommandComplete(): void {
    this.#results.push(this.#rows)
    this.#rows = []
    this.#fields = []
  }

  handleReadyForQuery(connection: Wire): void {
    for (const { text } of this.#statements) {
      const name = this.#nameOf(text)
      if (name) connection.parsedStatements[name] = text
    }
    this.#client?.done(null, this.#results)
  }

  // The server skips the rest up to the end of the round trip by itself.
  handleError(error: Error): void {
    this.#client?.done(error)
  }

  // Names of their own: a statement that was prepared before another one failed is not known to be there.
  #nameOf(text: string): string {
    const name = this.#client?.prepares ? statementName(text) : undefined
    return name ? `${name}t` : ''
  }
}

function send(connection: Wire, { text, values }: Statement, name: string): void {
  if (!name || connection.parsedStatements[name] !== text) {
    // Closing what is not there does no harm; preparing what is there would.
    if (name) connection.close({ type: 'S', name })
    connection.parse({ name, text, types: [] })
  }
  connection.bind({ portal: '', statement: name, values: values.map(literal) })
  connection.describe({ type: 'P', name: '' })
  connection.execute({ portal: '', rows: 0 })
}

const literal = (value: Statement['values'][number]): string | null =>
  value === null || typeof value === 'string' ? value : `{${value.map(quoted).join(',')}}`

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
