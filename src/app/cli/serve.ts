import { Command } from 'commander'
import { readConfig } from '#platform/server/config.ts'
import { endOnFault, stopOnSignal } from './until-signal.ts'

export const serveCommand = new Command('serve')
  .description('chạy máy chủ: trang web, API và việc nền (web, API and background work)')
  .action(async () => {
    const config = readConfig(process.env)
    const { startServer } = await import('#app/server/main.ts')
    const { createLogger } = await import('#platform/server/log.ts')
    const log = createLogger(config.logLevel)
    endOnFault(log)
    const { url, stop } = await startServer(config, { say: console.log, log })
    console.log(`Từng Nhà đang chạy: ${url} (ứng dụng thực địa: ${url}/app/, API: ${url}/api/docs)`)
    await stopOnSignal(stop)
  })
