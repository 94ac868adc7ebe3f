#!/usr/bin/env node
import { Command } from 'commander'
import { ConfigError } from '#platform/server/config.ts'
import { OperatorError } from '#platform/server/operator-error.ts'
import { productVersion } from '#platform/server/paths.ts'
import { demoCommand } from './demo.ts'
import { doctorCommand } from './doctor.ts'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { recountCommand } from './recount.ts'
import { restoredCommand } from './restored.ts'
import { resyncCommand } from './resync.ts'
import { serveCommand } from './serve.ts'
import { workerCommand } from './worker.ts'

process.setSourceMapsEnabled(true)

const program = new Command('tungnha')
  .description('Từng Nhà: hệ thống cho mạng lưới Tổ công nghệ số cộng đồng')
  .version(productVersion(), '-V, --version', 'in số phiên bản')
  .helpOption('-h, --help', 'hiện trợ giúp')
  .helpCommand('help [command]', 'hiện trợ giúp của một lệnh')
  .showHelpAfterError('(thêm --help để xem cách dùng)')

/** One file a command, each in src/app/cli/<command>.ts; what a command needs is loaded when it runs. */
for (const command of [
  serveCommand,
  workerCommand,
  migrateCommand,
  demoCommand,
  recountCommand,
  importCommand,
  restoredCommand,
  resyncCommand,
  doctorCommand,
])
  program.addCommand(command)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = explain(error)
}

/** Says what an operator can act on; anything else is a fault of ours and shows where. Answers the exit code. */
function explain(error: unknown): number {
  if (error instanceof OperatorError) console.error(`${error.vi}\n\n${error.en}`)
  else console.error(error)
  return error instanceof ConfigError ? 78 : 1
}
