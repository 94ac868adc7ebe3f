import type { Logger } from '#platform/server/log.ts'

/**
 * Waits for SIGTERM or SIGINT, then runs `stop` and ends the process: 0 when all went well. A second signal ends it at
 * once.
 */
export async function stopOnSignal(stop: () => Promise<void>): Promise<never> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(130))
  console.log('Đang dừng… (stopping)')
  await stop()
  process.exit(0)
}

/**
 * A fault that nothing caught leaves the process in an unknown state: it ends, and whoever keeps it running (systemd)
 * starts it again. The log gets the fault without personal data, which the runtime itself would print with it.
 */
export function endOnFault(log: Logger): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => {
      log.fatal({ err: error }, event)
      process.exit(1)
    })
  }
}
