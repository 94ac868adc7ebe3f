import { Command } from 'commander'
import { readConfig } from '#platform/server/config.ts'
import { withWorker } from './with-worker.ts'

export const restoredCommand = new Command('restored')
  .description('sau khi khôi phục bản sao lưu, trước khi mở cho điện thoại (after a restore, before phones are let in)')
  .requiredOption('--reason <text>', 'bản sao lưu nào, vì sao khôi phục (which backup, and why)')
  .action(({ reason }: { reason: string }) =>
    withWorker(readConfig(process.env), async (db) => {
      const { startNewEpoch } = await import('#platform/server/sync/epoch.ts')
      await startNewEpoch(db, reason)
      console.log('✓ Điện thoại sẽ tải lại dữ liệu và gửi lại những gì bản sao lưu còn thiếu (trong 35 ngày gần nhất).')
    }),
  )
