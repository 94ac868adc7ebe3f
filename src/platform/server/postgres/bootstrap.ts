import type pg from 'pg'
import { withClient } from '../operator-client.ts'
import { ensureRoles, roleName, serviceRoles } from './roles.ts'
import type { Passwords } from './secrets.ts'

/** The name of the database in an embedded cluster. */
export const databaseName = 'tungnha'

/** Creates roles and database of a new cluster; changes nothing in one that has them. `url` is the superuser's. */
export async function bootstrapCluster(url: string, passwords: Passwords): Promise<void> {
  await withClient(url, async (client) => {
    // Two first starts at once: the second waits and finds everything done.
    await client.query("select pg_advisory_lock(hashtext('tungnha bootstrap'))")
    if (!(await isDone(client))) await createAll(client, passwords)
  })
}

/** The last thing that createAll does is the comment: a start that was cut off is done again. */
async function isDone(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    "select 1 from pg_database where datname = $1 and shobj_description(oid, 'pg_database') = 'ready'",
    [databaseName],
  )
  return rows.length === 1
}

async function createAll(client: pg.Client, passwords: Passwords): Promise<void> {
  const { owner, app, worker, auth } = passwords
  await ensureRoles(client, {
    [roleName('owner')]: owner,
    [roleName('app')]: app,
    [roleName('worker')]: worker,
    [roleName('auth')]: auth,
  })
  const { rows } = await client.query('select 1 from pg_database where datname = $1', [databaseName])
  if (rows.length === 0) await client.query(`create database ${databaseName} owner ${roleName('owner')}`)
  await client.query(`revoke all on database ${databaseName} from public`)
  await client.query(`grant connect on database ${databaseName} to ${serviceRoles.map(roleName).join(', ')}`)
  await client.query(`comment on database ${databaseName} is 'ready'`)
}
