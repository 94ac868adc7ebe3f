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
