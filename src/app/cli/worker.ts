import { Command } from 'commander'
import { readConfig } from '#platform/server/config.ts'
import { stopOnSignal } from './until-signal.ts'

export const workerCommand = new Command('worker')
  .description('chỉ chạy việc nền, cho máy chủ chạy với WORKER=none (background work only)')
  .action(async () => {
    const { startWorker } = await import('#app/server/main.ts')
    const { stop } = await startWorker({ ...readConfig(process.env), demo: 'none' }, { say: console.log })
    console.log('Từng Nhà đang chạy việc nền. (background work is running)')
    await stopOnSignal(stop)
  })
