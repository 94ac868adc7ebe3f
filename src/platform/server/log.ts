import { type DestinationStream, type Logger, pino } from 'pino'
import { safeError } from './safe-error.ts'

export type { Logger } from 'pino'

/** What of a request may stand in a log: no address with its query, no headers, no body. */
const requestForLog = (request: { method?: string; routeOptions?: { url?: string } }) => ({
  method: request.method,
  route: request.routeOptions?.url,
})

/**
 * The one logger: JSON lines on standard output (or `destination`). Levels: error = somebody has to look, warn = the
 * system helped itself (the database was away), info = what happened. Nothing that is logged may hold a person's name,
 * phone or text: log ids, codes, counts and durations.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: {
      err: safeError,
      error: safeError,
      req: requestForLog,
      res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
    },
  }
  return pino(options, destination ?? standardOutput())
}

// Written by the thread pool, so that a slow reader of the output holds up no request; pino flushes it when the process ends.
const standardOutput = () => pino.destination({ dest: 1, sync: false })
