import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

/**
 * Brings the queue's own schema (graphile_worker) up to date, as its owner, and lets the worker's role work in it. Part of
 * `tungnha migrate`; repeating it changes nothing. graphile-worker switches row-level security on and expects to run as
 * the owner; ours runs as tungnha_worker, so each of its tables gets a policy. Nobody else gets in: requests add jobs
 * through the function enqueue_job.
 */
export async function installJobs(ownerUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, application_name: 'tungnha migrate jobs' })
  pool.on('error', () => {}) // the query that runs reports it
  pool.on('connect', () => {})
  try {
    await runMigrations({ pgPool: pool, logger: silent })
    await pool.query(grants)
  } finally {
    await pool.end()
  }
}

const silent = new Logger(() => () => {})

// By a loop over what is there: a later graphile-worker brings other tables.
const grants = `
do $$
declare name text;
begin
  grant usage on schema graphile_worker to tungnha_worker;
  grant select, insert, update, delete on all tables in schema graphile_worker to tungnha_worker;
  grant usage on all sequences in schema graphile_worker to tungnha_worker;
  revoke execute on all functions in schema graphile_worker from public;
  grant execute on all functions in schema graphile_worker to tungnha_worker;
  for name in select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity loop
    if not exists (select 1 from pg_policies
                   where schemaname = 'graphile_worker' and tablename = name and policyname = 'worker') then
      execute format('create policy worker on graphile_worker.%I to tungnha_worker using (true)', name);
    end if;
  end loop;
end $$`
