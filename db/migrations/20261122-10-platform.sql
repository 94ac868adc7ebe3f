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
  commune_id uuid,                                    -- where that was on the day of the line, filled in below: for who
  province_id uuid,                                   -- reads the audit of a place; the nation itself for the centre
  from_address inet,
  details jsonb not null default '{}',                -- ids, codes and counts, no personal data
  check ((subject_kind is null) = (subject_id is null)) -- an id without its kind says nothing
);
create index audit_at on audit using brin (at);                                       -- "what happened that week", small: lines come in order
create index audit_account on audit (account_id, id) where account_id is not null;    -- what one account did, newest first
create index audit_subject on audit (subject_id, id) where subject_id is not null;    -- the history of one thing
create index audit_commune on audit (commune_id, id) where commune_id is not null;    -- what happened in one commune, newest first
create index audit_province on audit (province_id, id);                               -- the same of a province; row-level security
create index audit_team on audit (team_id, id) where team_id is not null;             -- what happened in one team

-- Written by requests and jobs, read by those with audit.read; nobody rewrites history.
revoke update, delete on audit from tungnha_app, tungnha_worker;

-- Fills in where a line belongs: by its team, else its place, else whose account it is. A trigger, because many write lines
-- and nobody may forget it; with the owner's rights, because the writer need not see the team (who accepts an invitation).
create function audit_located() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.team_id is not null then
    select commune_id, province_id into new.commune_id, new.province_id from team where id = new.team_id;
  elsif new.place_id is not null then
    select commune_id, coalesce(province_id, id) into new.commune_id, new.province_id from place where id = new.place_id;
  else
    select p.commune_id, a.province_id into new.commune_id, new.province_id
    from account a left join place p on p.id = a.place_id where a.id = new.account_id;
  end if;
  return new;
end $$;
create trigger audit_located before insert on audit for each row execute function audit_located();

-- Everybody writes lines; one reads those of one's own places (the route asks for audit.read besides).
alter table audit enable row level security;
create policy written on audit for insert to tungnha_app with check (true);
create policy scope on audit for select to tungnha_app
  using (commune_id = any (app_communes()) or province_id = any (app_provinces()));
create policy worker on audit to tungnha_worker using (true);

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
