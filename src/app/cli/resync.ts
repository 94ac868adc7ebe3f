import { Command } from 'commander'
import { readConfig } from '#platform/server/config.ts'
import { OperatorError } from '#platform/server/operator-error.ts'
import { isId } from '#platform/shared/ids.ts'
import { withWorker } from './with-worker.ts'

export const resyncCommand = new Command('resync')
  .description('yêu cầu máy của một tổ tải lại dữ liệu; việc chưa gửi vẫn còn (phones of a team fetch their data anew)')
  .requiredOption('--team <id>', 'mã của tổ: phần cuối trong địa chỉ trang của tổ (the id in the address of its page)')
  .action(({ team }: { team: string }) =>
    withWorker(readConfig(process.env), async (db) => {
      const found = isId(team) && (await db.selectFrom('team').select('name').where('id', '=', team).executeTakeFirst())
      if (!found) throw noSuchTeam(team)
      const { askResync } = await import('#platform/server/sync/resync.ts')
      await db.transaction().execute((trx) => askResync(trx, [team]))
      console.log(`✓ Máy của ${found.name} sẽ tải lại dữ liệu ở lần đồng bộ tới; việc chưa gửi và phiếu dở vẫn còn.`)
    }),
  )

const noSuchTeam = (team: string) =>
  new OperatorError(
    `Không có tổ nào mang mã ${team}: hãy chép mã trong địa chỉ trang của tổ (/teams/…).`,
    `There is no team with the id ${team}: copy it from the address of the team's page (/teams/…).`,
  )
