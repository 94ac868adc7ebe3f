import { Command } from 'commander'
import { readConfig } from '#platform/server/config.ts'
import { migrateDatabase } from '#platform/server/database.ts'

export const migrateCommand = new Command('migrate')
  .description('tạo vai trò và cập nhật cơ sở dữ liệu (roles and schema of the database)')
  .action(async () => {
    const ran = await migrateDatabase(readConfig(process.env), console.log)
    console.log(ran.length === 0 ? 'Cơ sở dữ liệu đã mới nhất.' : `Đã cập nhật cơ sở dữ liệu: ${ran.length} bước.`)
  })
