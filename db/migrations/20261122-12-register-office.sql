-- The office side of the register: what persons ask for by law (Law 91/2025), and the days that do not count for its clock.
-- Owner slice: households.

-- A person asks to see, correct, restrict, withdraw, get, erase what is held about them. Kept as the proof that it was
-- answered, without any content once the person is erased.
create table person_request (
  id uuid primary key,
  person_id uuid not null references person (id),
  team_id uuid not null references team (id),               -- who holds the person: row-level security; follows the person
  kind text not null check (kind in ('see', 'correct', 'restrict', 'resume', 'withdraw', 'export', 'erase')),
  asked_by text not null check (asked_by in ('self', 'guardian', 'household-head')),
  asked_how text not null check (asked_how in ('desk', 'home', 'phone', 'paper')),
  identified text not null check (identified in ('known', 'document', 'vouched')),
  asked_on date not null,
  due_on date not null,                                     -- two working days later, by the calendar of the day of entry
  wish text,                                                -- what exactly, in plain words; emptied when the person is erased
  opened_by uuid not null,                                  -- the account; no foreign key: it outlives the account
  opened_at timestamptz not null default now(),
  outcome text check (outcome in ('done', 'refused')),      -- null: waits
  answer text,                                              -- emptied when the person is erased
  answered_on date,
  answered_by uuid,
  check ((outcome is null) = (answered_on is null) and (outcome is null) = (answered_by is null))
);
create index person_request_person on person_request (person_id);          -- foreign key; the requests of a person
create index person_request_team on person_request (team_id, due_on);      -- foreign key; row-level security; what is due
revoke delete on person_request from tungnha_app, tungnha_worker;
alter table person_request enable row level security;
create policy scope on person_request to tungnha_app using (team_id = any (app_teams()));
create policy worker on person_request to tungnha_worker using (true);

-- A request goes where its person goes, and says nothing more once the person is erased.
create function person_request_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update person_request set team_id = new.team_id,
    wish = case when new.erased_on is null then wish end, answer = case when new.erased_on is null then answer end
  where person_id = new.id;
  return null;
end $$;
create trigger person_request_follows after update on person for each row
  when (old.team_id <> new.team_id or (new.erased_on is not null and old.erased_on is null))
  execute function person_request_follows();

-- Days of a province that are not as the week says: free though a working day (Tết, the kings' day), or worked though free.
create table calendar_day (
  province_id uuid not null references place (id),
  day date not null,
  works boolean not null,
  what text not null check (what <> ''),
  primary key (province_id, day)                            -- also the foreign key
);
