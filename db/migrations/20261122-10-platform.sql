-- Of the platform itself: who did what, and how requests hand work to the background. Owner: platform.

-- Append-only. No foreign keys: a line outlives the account, place or team it names.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  account_id uuid,                                    -- null: the system itself
  action text not null,                               -- noun.verb, like a permission
  subject_kind text,
  subject_id uuid,
  place_id uuid,
  team_id uuid,
  from_address inet,
  details jsonb not null default '{}',                -- ids, codes and counts, no personal data
  check ((subject_kind is null) = (subject_id is null)) -- an id without its kind says nothing
);
create index audit_at on audit using brin (at);                                       -- "what happened that week", small: lines come in order
create index audit_account on audit (account_id, id) where account_id is not null;    -- what one account did, newest first
create index audit_subject on audit (subject_id, id) where subject_id is not null;    -- the history of one thing
create index audit_place on audit (place_id, id) where place_id is not null;          -- what happened in one place
create index audit_team on audit (team_id, id) where team_id is not null;             -- what happened in one team

-- Written by requests and jobs, read by those with audit.read; nobody rewrites history.
revoke update, delete on audit from tungnha_app, tungnha_worker;

-- Hands a job to the worker in the caller's transaction: the job exists if and only if the transaction commits. The
-- queue's own tables belong to graphile-worker (schema graphile_worker, installed by `tungnha migrate`) and are closed to
-- tungnha_app, which may add jobs this way only: security definer runs as the owner. A `key` makes a second request for
-- the same work replace the first that has not started.
create function enqueue_job(task text, payload jsonb, key text default null, run_at timestamptz default null)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(
    identifier => task, payload => payload::json, job_key => key, run_at => run_at, max_attempts => 12);
end $$;
revoke execute on function enqueue_job(text, jsonb, text, timestamptz) from public;
grant execute on function enqueue_job(text, jsonb, text, timestamptz) to tungnha_app, tungnha_worker;
