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

-- Days on which offices do not work though the week says so, or work though they are free: the terms of requests are
-- counted by it. Of the whole country, set by the government; that a yearly holiday on a weekend is made up for on the next
-- working day (Labour Code 45/2019, article 111) is the code's (households/shared/working-days.ts).
create table calendar_day (
  day date primary key,
  yearly boolean not null,                                  -- the same day of every year from this one on
  works boolean not null,
  what text not null check (what <> ''),
  decided_by text not null check (decided_by <> ''),         -- the document that says so
  made_by uuid,                                             -- the account; null: came with the software
  made_at timestamptz not null default now(),
  check (not (yearly and works))
);
insert into calendar_day (day, yearly, works, what, decided_by) values
  ('2021-01-01', true, false, 'Tết Dương lịch', 'Bộ luật Lao động số 45/2019/QH14, Điều 112'),
  ('2021-04-30', true, false, 'Ngày Chiến thắng', 'Bộ luật Lao động số 45/2019/QH14, Điều 112'),
  ('2021-05-01', true, false, 'Ngày Quốc tế Lao động', 'Bộ luật Lao động số 45/2019/QH14, Điều 112'),
  ('2021-09-02', true, false, 'Quốc khánh', 'Bộ luật Lao động số 45/2019/QH14, Điều 112');
-- What the moon decides, where it is certain. Of Tết 2027 only the first three days: the others are decided each year.
insert into calendar_day (day, yearly, works, what, decided_by)
select day::date, false, false, what, 'Bộ luật Lao động số 45/2019/QH14, Điều 111 và 112'
from (values
  ('2026-02-16', 'Tết Nguyên đán'), ('2026-02-17', 'Tết Nguyên đán'), ('2026-02-18', 'Tết Nguyên đán'),
  ('2026-02-19', 'Tết Nguyên đán'), ('2026-02-20', 'Tết Nguyên đán'),
  ('2026-04-26', 'Giỗ Tổ Hùng Vương'), ('2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương'), ('2026-09-01', 'Quốc khánh'),
  ('2027-02-06', 'Tết Nguyên đán'), ('2027-02-07', 'Tết Nguyên đán'), ('2027-02-08', 'Tết Nguyên đán'),
  ('2027-04-16', 'Giỗ Tổ Hùng Vương')
) as moon (day, what);
