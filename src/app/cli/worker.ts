import { Command } from 'commander'
import { readConfig } from '#platform/server/config.ts'
import { endOnFault, stopOnSignal } from './until-signal.ts'

export const workerCommand = new Command('worker')
  .description('chỉ chạy việc nền, cho máy chủ chạy với WORKER=none (background work only)')
  .action(async () => {
    const config = readConfig(process.env)
    const { startWorker } = await import('#app/server/main.ts')
    const { createLogger } = await import('#platform/server/log.ts')
    const log = createLogger(config.logLevel)
    endOnFault(log)
    const { stop } = await startWorker({ ...config, demo: 'none' }, { say: console.log, log })
    console.log('Từng Nhà đang chạy việc nền. (background work is running)')
    await stopOnSignal(stop)
  })
