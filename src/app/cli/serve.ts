import { Command } from 'commander'
import type { StartOptions } from '#app/server/main.ts'
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
    let demoAccounts = ''
    const loadDemo: StartOptions['loadDemo'] = async (db, say) => {
      const { demoAtStart } = await import('../demo/start.ts')
      demoAccounts = await demoAtStart(db, config.demoSize, say)
    }
    const { url, stop } = await startServer(config, { say: console.log, log, loadDemo })
    console.log(`Từng Nhà đang chạy: ${url} (ứng dụng thực địa: ${url}/app/, API: ${url}/api/docs)`)
    if (demoAccounts) console.log(`\n${demoAccounts}`)
    await stopOnSignal(stop)
  })
