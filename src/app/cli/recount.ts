import { Command, Option } from 'commander'
import type { Kysely } from 'kysely'
import { readConfig } from '#platform/server/config.ts'
import type { Difference } from '#platform/server/measures/recount/differences.ts'
import type { Database } from '#platform/server/schema.ts'
import type { ShareDifference } from '#slices/verification/server/public.ts'
import { withWorker } from './with-worker.ts'

interface Options {
  check?: boolean
  rebuild?: boolean
  limit: number
  json?: boolean
}

export const recountCommand = new Command('recount')
  .description('tính lại mọi số liệu từ dữ liệu gốc (counts all figures anew from the source tables)')
  .addOption(new Option('--check', 'chỉ so sánh, in chỗ khác nhau; không sửa gì (mặc định)').conflicts('rebuild'))
  .option('--rebuild', 'thay số liệu đang giữ bằng số tính lại')
  .addOption(new Option('--limit <n>', 'in nhiều nhất n chỗ khác nhau').default(100).argParser(Number))
  .option('--json', 'in kết quả dạng JSON')
  .action(async (options: Options) => {
    const config = readConfig(process.env)
    await withWorker(config, (db) => (options.rebuild ? rebuild(db, options) : check(db, options)))
  })

async function check(db: Kysely<Database>, options: Options): Promise<void> {
  const { checkFigures } = await import('#platform/server/measures/recount/recount.ts')
  const { recountSources } = await import('#app/server/recount.ts')
  const found = await checkFigures(db, { sources: recountSources, limit: options.limit, progress: progressOf(options) })
  const { shareDifferences } = await import('#slices/verification/server/public.ts')
  const shares = await shareDifferences(db)
  if (options.json) console.log(JSON.stringify({ differences: found, shares }, null, 2))
  else if (found.length + shares.length === 0) console.log('✓ Mọi số liệu khớp với dữ liệu gốc.')
  else tell(found, shares, options.limit)
  process.exitCode = found.length + shares.length === 0 ? 0 : 1
}

async function rebuild(db: Kysely<Database>, options: Options): Promise<void> {
  const { rebuildFigures } = await import('#platform/server/measures/recount/recount.ts')
  const { recountSources } = await import('#app/server/recount.ts')
  const { rebuildShares } = await import('#slices/verification/server/public.ts')
  await rebuildFigures(db, { sources: recountSources, progress: progressOf(options) })
  await rebuildShares(db)
  if (options.json) console.log(JSON.stringify({ rebuilt: true }))
  else console.log('✓ Đã tính lại mọi số liệu từ dữ liệu gốc.')
}

function tell(found: readonly Difference[], shares: readonly ShareDifference[], limit: number): void {
  for (const { table, scope, team, measure, day, kept, recounted } of found)
    console.log(
      `✗ ${table} ${scope}${team ? ` ${team}` : ''} ${measure} ${day}: đang giữ ${kept}, tính lại ${recounted}`,
    )
  for (const { scope, from, to, kept, recounted } of shares)
    console.log(`✗ verified_share ${scope} ${from} ${to}: đang giữ ${kept}, tính lại ${recounted}`)
  const more = found.length >= limit ? ` (chỉ in ${limit} chỗ đầu)` : ''
  console.log(
    `${found.length + shares.length} chỗ khác nhau${more}. Chạy "tungnha recount --rebuild" để thay bằng số tính lại.`,
  )
}

const progressOf =
  ({ json }: Options) =>
  (done: number, of: number): void => {
    if (!json) console.log(`… ${done}/${of} tỉnh`)
  }
