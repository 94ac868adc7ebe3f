-- The register: persons by name, only where the commune has switched it on and with each person's consent. Owner slice:
-- households (src/slices/households/README.md). There is no column for an identity number, ethnicity, religion, health, money.

-- The same door entered twice: this one is not kept. Its visits and persons stay where they were written and are read with
-- those of the kept door, so that an undo restores exactly.
alter table household add column merged_into uuid references household (id);
create index household_merged on household (merged_into);   -- foreign key; the doors that are read with a kept one

-- The commune's switch: each decision is a version, none is ever changed. In force is the highest version whose day has come.
create table commune_register (
  commune_id uuid not null references place (id),
  version int not null check (version > 0),
  is_on boolean not null,
  purpose text not null check (purpose <> ''),
  legal_basis text not null check (legal_basis <> ''),
  retention_months int not null check (retention_months between 0 and 120),
  decided_by text not null check (decided_by <> ''),         -- the office or decision, "QĐ 12/QĐ-UBND"
  note text,
  valid_from date not null,
  made_at timestamptz not null default now(),
  made_by uuid,                                              -- the account; no foreign key: it outlives the account
  primary key (commune_id, version)                          -- also the foreign key
);

-- The province's rule: which criteria and skills count, from what age. Versions as above; without one the default holds.
create table register_rule (
  province_id uuid not null references place (id),
  version int not null check (version > 0),
  criteria jsonb not null,                                   -- [{code, name, of: household | person, fromAge}]
  skills text[] not null,
  decided_by text not null check (decided_by <> ''),
  note text,
  valid_from date not null,
  made_at timestamptz not null default now(),
  made_by uuid,
  primary key (province_id, version)                         -- also the foreign key
);
-- Versions never change: what stood in force on a day must stay readable.
revoke update, delete on commune_register, register_rule from tungnha_app, tungnha_worker;

-- What phones of a team know of both: a row per team whose commune or province ever decided something, pointing to the
-- versions in force. Written by refresh_registers() alone.
create table register (
  id uuid primary key references team (id),                  -- the team
  team_id uuid not null check (team_id = id),                -- the same: every synced table is read by team_id
  rev bigint not null,
  commune_id uuid,
  switch_version int,
  province_id uuid,
  rule_version int,
  foreign key (commune_id, switch_version) references commune_register (commune_id, version),
  foreign key (province_id, rule_version) references register_rule (province_id, version)
);
create index register_team on register (team_id, rev, id);               -- the pull pages by it
create index register_switch on register (commune_id, switch_version);   -- foreign key
create index register_rule_version on register (province_id, rule_version); -- foreign key
revoke insert, update, delete on register from tungnha_app, tungnha_worker;

create table person (
  id uuid primary key,                                       -- made on the phone
  team_id uuid not null references team (id),                -- who holds it: the team that holds the door
  rev bigint not null,
  household_id uuid not null references household (id),
  name text not null,                                        -- '' when erased
  folded text not null,                                      -- without marks: search
  birth_year smallint check (birth_year between 1900 and 2100),
  sex text check (sex in ('female', 'male')),
  phone text check (phone ~ '^\+84[0-9]{9,10}$'),
  relation text check (relation in ('head', 'spouse', 'child', 'parent', 'grandchild', 'sibling', 'other')),
  criteria jsonb not null default '{}',
  skills jsonb not null default '{}',                        -- {skill: {level, on, by, visitId, at}}
  vneid_said_on date,
  consent jsonb not null,                                    -- [{purpose, given, on, by, how, takenBy}]; stays as the proof
  restricted_on date,                                        -- withdrawn or restricted: the content leaves the phones at once
  left_on date,
  merged_into uuid references person (id),
  merge_took jsonb,                                          -- what the kept person took over, for the undo
  created_on date not null,
  off_on date,                                               -- since then the commune's register is off: the row leaves the phones
  erase_on date,                                             -- somebody asked for erasure: not later than this day
  erased_on date,                                            -- the content is gone; what was counted stays counted
  check (name <> '' or erased_on is not null)
);
create index person_team on person (team_id, rev, id);       -- foreign key; the pull pages by it; all persons of a team
create index person_household on person (household_id);      -- foreign key; who lives at a door; a door that moves takes them along
create index person_merged on person (merged_into);          -- foreign key; what was merged into a kept person
-- Few among many: those whose content must go one day.
create index person_to_erase on person (team_id)
  where erased_on is null and (restricted_on is not null or left_on is not null or off_on is not null or erase_on is not null);

-- Two persons (or doors) that look like one and are not: people said so, nobody is asked again. Ids only.
create table duplicate_dismissed (
  id text collate "C" primary key,                           -- <smaller id>/<larger id>
  team_id uuid not null references team (id),
  rev bigint not null,
  kind text not null check (kind in ('household', 'person')),
  a uuid not null,                                           -- no foreign keys: of either kind
  b uuid not null,
  dismissed boolean not null,
  dismissed_by uuid references member (id),
  dismissed_on date not null
);
create index duplicate_dismissed_team on duplicate_dismissed (team_id, rev, id);      -- foreign key; the pull pages by it
create index duplicate_dismissed_by on duplicate_dismissed (dismissed_by);            -- foreign key
create index duplicate_dismissed_a on duplicate_dismissed (a);                        -- moves along with what it speaks of

-- Digital households and digital citizens by the rule, from which day to which; kept by the job that drains the queue.
create table recognition (
  subject_id uuid not null,                                  -- of a door or a person; no foreign key: of either kind
  kind text not null check (kind in ('household', 'person')),
  household_id uuid not null references household (id),
  team_id uuid not null references team (id),                -- the holder: figures go along when the door moves
  from_day date not null,
  until_day date check (until_day > from_day),
  primary key (subject_id, from_day)
);
create index recognition_household on recognition (household_id); -- foreign key; what is recognised at a door
create index recognition_team on recognition (team_id, kind);     -- foreign key; the figures of a team
-- One recognition at a time.
create unique index recognition_present on recognition (subject_id) where until_day is null;

-- Doors whose recognition must be worked out again. Appended to by the triggers below; the job takes rows by
-- `delete ... returning`, never by a watermark: a transaction that commits late would be lost.
create table recognition_queue (
  id bigint generated always as identity primary key,
  household_id uuid not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
revoke select, insert, update, delete on recognition_queue from tungnha_app;
revoke insert, update, delete on recognition from tungnha_app;

alter table register enable row level security;
alter table person enable row level security;
alter table duplicate_dismissed enable row level security;
alter table recognition enable row level security;
create policy scope on register to tungnha_app using (team_id = any (app_teams()));
create policy scope on person to tungnha_app using (team_id = any (app_teams()));
create policy scope on duplicate_dismissed to tungnha_app using (team_id = any (app_teams()));
create policy scope on recognition to tungnha_app using (team_id = any (app_teams()));
create policy worker on register to tungnha_worker using (true);
create policy worker on person to tungnha_worker using (true);
create policy worker on duplicate_dismissed to tungnha_worker using (true);
create policy worker on recognition to tungnha_worker using (true);
-- Content is erased, rows stay for the figures.
revoke delete on person from tungnha_app, tungnha_worker;

-- The versions in force for teams on a day.
create function register_in_force(wanted uuid[], today date)
  returns table (team_id uuid, commune_id uuid, switch_version int, is_on boolean, province_id uuid, rule_version int)
  language sql stable as $$
  select t.id, case when s.version is not null then t.commune_id end, s.version, coalesce(s.is_on, false),
    case when r.version is not null then t.province_id end, r.version
  from team t
  left join lateral (
    select version, c.is_on from commune_register c where c.commune_id = t.commune_id and valid_from <= today
    order by version desc limit 1
  ) s on true
  left join lateral (
    select version from register_rule p where p.province_id = t.province_id and valid_from <= today
    order by version desc limit 1
  ) r on true
  where t.id = any (wanted)
$$;

-- Brings the register rows of teams in line with switch and rule, and persons with the switch: where it is off they leave
-- the phones and the figures, where it is on again they come back. Raises the revisions of teams that change (in id order,
-- like everybody). With the owner's rights: a team that is just being made is in nobody's scope yet. Answers how many.
create function refresh_registers(wanted uuid[], today date default (now() at time zone 'Asia/Ho_Chi_Minh')::date)
  returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  outdated uuid[];
  leaving uuid[];
  returning_ uuid[];
begin
  select
    array_agg(f.team_id) filter (where
      case when r.id is null then f.switch_version is not null or f.rule_version is not null
      else (r.commune_id, r.switch_version, r.province_id, r.rule_version)
        is distinct from (f.commune_id, f.switch_version, f.province_id, f.rule_version) end),
    array_agg(f.team_id) filter (where not f.is_on
      and exists (select from person p where p.team_id = f.team_id and p.off_on is null and p.erased_on is null)),
    array_agg(f.team_id) filter (where f.is_on
      and exists (select from person p where p.team_id = f.team_id and p.off_on is not null and p.erased_on is null))
  into outdated, leaving, returning_
  from register_in_force(wanted, today) f left join register r on r.id = f.team_id;
  if coalesce(outdated, leaving, returning_) is null then return 0; end if;

  insert into team_revision (team_id, rev)
  select distinct id, 1 from unnest(outdated || leaving || returning_) as changed (id) order by id
  on conflict (team_id) do update set rev = team_revision.rev + 1;

  insert into register (id, team_id, rev, commune_id, switch_version, province_id, rule_version)
  select f.team_id, f.team_id, v.rev, f.commune_id, f.switch_version, f.province_id, f.rule_version
  from register_in_force(outdated, today) f join team_revision v on v.team_id = f.team_id
  on conflict (id) do update set rev = excluded.rev, commune_id = excluded.commune_id,
    switch_version = excluded.switch_version, province_id = excluded.province_id, rule_version = excluded.rule_version;

  perform persons_off(leaving, today);
  perform persons_on(returning_);
  insert into recognition_queue (household_id)
  select distinct household_id from person where team_id = any (outdated || leaving || returning_);
  return cardinality(array(select distinct unnest(outdated || leaving || returning_)));
end $$;

-- The figures: a person counts from created_on until the first of left_on, restricted_on, off_on. A day that is added
-- takes the count away from then on; what had ended earlier stays as it was.
create function persons_off(teams uuid[], today date) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with hidden as (
    update person p set off_on = today, rev = v.rev from team_revision v
    where p.team_id = any (teams) and v.team_id = p.team_id and p.off_on is null and p.erased_on is null
    returning p.id, p.team_id, p.rev, p.merged_into, least(p.left_on, p.restricted_on) as ended
  ), removed as (
    insert into removal (team_id, kind, id, rev, to_team_id) select team_id, 'person', id::text, rev, team_id from hidden
    on conflict (team_id, kind, id) do update set rev = excluded.rev, to_team_id = excluded.to_team_id, at = now()
  )
  insert into measure_delta (team_id, day, body)
  select team_id, day, json_build_object('stocks', json_build_object('register.people', sum(change)))
  from hidden cross join lateral (values (today, -1), (ended, 1)) as turn (day, change)
  where merged_into is null and (ended is null or ended > today) and day is not null
  group by team_id, day;
  -- Versions of their fields speak of persons too; nobody will choose between them now.
  with gone as (
    delete from conflict using team_revision v
    where conflict.subject_kind = 'person' and conflict.team_id = any (teams) and v.team_id = conflict.team_id
    returning conflict.id, conflict.team_id, v.rev
  )
  insert into removal (team_id, kind, id, rev, to_team_id) select team_id, 'conflict', id, rev, team_id from gone
  on conflict (team_id, kind, id) do update set rev = excluded.rev, to_team_id = excluded.to_team_id, at = now();
  delete from sync_snapshot where team_id = any (teams);
end $$;

create function persons_on(teams uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with shown as (
    update person p set off_on = null, rev = v.rev
    from team_revision v, person before
    where p.team_id = any (teams) and v.team_id = p.team_id and before.id = p.id
      and p.off_on is not null and p.erased_on is null
    returning p.id, p.team_id, p.merged_into, before.off_on, least(p.left_on, p.restricted_on) as ended
  ), returned as (
    delete from removal using shown
    where removal.team_id = shown.team_id and removal.kind = 'person' and removal.id = shown.id::text
  )
  insert into measure_delta (team_id, day, body)
  select team_id, day, json_build_object('stocks', json_build_object('register.people', sum(change)))
  from shown cross join lateral (values (off_on, 1), (ended, -1)) as turn (day, change)
  where merged_into is null and (ended is null or ended > off_on) and day is not null
  group by team_id, day;
end $$;
revoke all on function persons_off(uuid[], date), persons_on(uuid[]) from public;

-- A team is made, or stands in another commune: another switch, perhaps another rule.
create function team_register_changed() returns trigger language plpgsql as $$
declare
  teams uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(id) into teams from new_rows;
  else
    select array_agg(n.id) into teams from new_rows n join old_rows o using (id)
    where (n.commune_id, n.province_id) is distinct from (o.commune_id, o.province_id);
  end if;
  if teams is not null and (exists (select from commune_register) or exists (select from register_rule)) then
    perform refresh_registers(teams);
  end if;
  return null;
end $$;
create trigger team_made_register after insert on team
  referencing new table as new_rows for each statement execute function team_register_changed();
create trigger team_moved_register after update on team
  referencing old table as old_rows new table as new_rows for each statement execute function team_register_changed();

-- What a write to persons and doors means for recognition; and what must leave the phones at once when somebody withdrew:
-- open versions of their fields, and first-sync copies.
create function person_written() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into recognition_queue (household_id) select distinct household_id from new_rows;
  return null;
end $$;
create trigger person_inserted after insert on person
  referencing new table as new_rows for each statement execute function person_written();

create function person_rewritten() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  stopped uuid[];
begin
  insert into recognition_queue (household_id)
  select household_id from new_rows union select household_id from old_rows;
  if not exists (
    select from new_rows n join old_rows o using (id) where n.restricted_on is distinct from o.restricted_on
  ) then return null; end if;
  -- Rows that were merged are one human being: use stops, and begins again, for all of them. Their doors may have gone to
  -- other teams since, whose phones must hear of it too: by counters of their own.
  insert into team_revision (team_id, rev)
  select distinct person.team_id, 1
  from new_rows n join old_rows o using (id) join person on person.merged_into = n.id
  where n.restricted_on is distinct from o.restricted_on and person.erased_on is null and person.team_id <> n.team_id
  order by 1
  on conflict (team_id) do update set rev = team_revision.rev + 1;
  update person set restricted_on = n.restricted_on, rev = case when person.team_id = n.team_id then n.rev else v.rev end
  from new_rows n join old_rows o using (id), team_revision v
  where person.merged_into = n.id and n.restricted_on is distinct from o.restricted_on and person.erased_on is null
    and v.team_id = person.team_id;
  select array_agg(n.id) into stopped from new_rows n join old_rows o using (id)
  where n.restricted_on is not null and o.restricted_on is null;
  if stopped is null then return null; end if;
  with gone as (
    delete from conflict using new_rows n
    where conflict.subject_kind = 'person' and conflict.subject_id = n.id and n.id = any (stopped)
    returning conflict.id, conflict.team_id, n.rev
  )
  insert into removal (team_id, kind, id, rev, to_team_id) select team_id, 'conflict', id, rev, team_id from gone
  on conflict (team_id, kind, id) do update set rev = excluded.rev, to_team_id = excluded.to_team_id, at = now();
  delete from sync_snapshot where team_id in (select team_id from new_rows where id = any (stopped));
  return null;
end $$;
create trigger person_updated after update on person
  referencing old table as old_rows new table as new_rows for each statement execute function person_rewritten();

-- Doors matter only when their criteria, their holder or their place among merged doors change, and somebody is known there.
create function household_rewritten() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into recognition_queue (household_id)
  select distinct door.id
  from new_rows n join old_rows o using (id) cross join lateral (values (n.id), (n.merged_into), (o.merged_into)) as door (id)
  where (n.criteria, n.team_id, n.merged_into, n.closed_on) is distinct from (o.criteria, o.team_id, o.merged_into, o.closed_on)
    and door.id is not null
    and (n.merged_into is distinct from o.merged_into or exists (select from person p where p.household_id = n.id)
      or exists (select from recognition r where r.household_id = n.id));
  return null;
end $$;
create trigger household_updated after update on household
  referencing old table as old_rows new table as new_rows for each statement execute function household_rewritten();

-- What refused commands about persons still say; forgotten after 35 days. Few: most are empty from the beginning.
create index command_refused_person on command (received_at)
  where subject_kind = 'person' and verdict = 'refused' and args is not null;

insert into indicator_group (code, position, vi, en) values ('register', 9, 'Danh sách người dân', 'Register');
insert into indicator (position, code, group_code, vi, en, explanation_vi, explanation_en, unit_vi, unit_en,
  numerator, denominator, factor, recorded_with, headline, family) values
  (910, 'register.people', 'register', 'Người trong danh sách', 'People in the register',
    'Số người đang được ghi tên, có đồng ý, vào ngày cuối kỳ, ở những xã (phường) đã bật danh sách; không tính người đã chuyển đi, đã rút lại hoặc hạn chế việc dùng thông tin.',
    'People recorded by name with their consent on the last day of the period, where the commune has switched the register on; without those who left, withdrew or restricted the use.',
    'người', 'people', '[{"measure": "register.people", "kind": "stock"}]',
    null, 1, null, null, null),
  (920, 'register.digital-citizens', 'register', 'Công dân số', 'Digital citizens',
    'Số người trong danh sách đạt mọi tiêu chí của tỉnh cho lứa tuổi của mình, vào ngày cuối kỳ.',
    'People in the register who meet every criterion that the province sets for their age, on the last day of the period.',
    'người', 'people', '[{"measure": "register.digital-citizens", "kind": "stock"}]',
    null, 1, null, null, null),
  (930, 'register.digital-citizens.share', 'register', 'Tỷ lệ công dân số', 'Share of digital citizens',
    'Số công dân số / số người trong danh sách, vào ngày cuối kỳ.',
    'Digital citizens / people in the register, on the last day of the period.',
    '%', '%', '[{"measure": "register.digital-citizens", "kind": "stock"}]',
    '[{"measure": "register.people", "kind": "stock"}]', 100, null, null, null),
  (940, 'register.digital-households', 'register', 'Gia đình số', 'Digital households',
    'Số hộ đạt mọi tiêu chí của tỉnh, trong đó có ít nhất một người tự làm được cả năm kỹ năng số cơ bản, vào ngày cuối kỳ.',
    'Homes that meet every criterion of the province, among them that at least one person does all five basic skills alone, on the last day of the period.',
    'hộ', 'homes', '[{"measure": "register.digital-households", "kind": "stock"}]',
    null, 1, null, null, null);
