import { Command } from 'commander'
import { readConfig } from '#platform/server/config.ts'
import { stopOnSignal } from './until-signal.ts'

export const serveCommand = new Command('serve')
  .description('chạy máy chủ: trang web, API và việc nền (web, API and background work)')
  .action(async () => {
    const { startServer } = await import('#app/server/main.ts')
    const { url, stop } = await startServer(readConfig(process.env), { say: console.log })
    console.log(`Từng Nhà đang chạy: ${url} (ứng dụng thực địa: ${url}/app/, API: ${url}/api/docs)`)
    await stopOnSignal(stop)
  })
