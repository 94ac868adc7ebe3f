-- Teams, their members and who may join. Owner slice: teams (team_revision and team_place serve the platform's noun "team").

create table team (
  id uuid primary key,
  place_id uuid not null references place (id),     -- the hamlet or commune on which the team stands now
  commune_id uuid not null references place (id),
  province_id uuid not null references place (id),  -- kept by reorganisations: what row-level security compares
  path uuid[] not null,                             -- the path of its place, then the team itself: what rights are checked on
  kind text not null default 'Tổ công nghệ số cộng đồng',
  name text not null check (name <> '' and name is nfc normalized),
  folded text not null,                             -- without marks: search
  name_key text not null,                           -- equal for spellings of one name ("Hoà Bình", "Hòa Bình")
  sort_key text collate "vi-x-icu" not null,        -- Vietnamese order, numbers as numbers
  status text not null default 'active' check (status in ('pilot', 'active', 'dissolved')),
  decision_number text,
  decision_date date,
  established_on date,
  dissolved_on date,
  member_count integer not null default 0,          -- present members and leaders, kept by a trigger below: lists of
  leader_count integer not null default 0,          -- 2,000 teams filter by them, and officers who see no person count
  rev bigint not null default 0,
  created_at timestamptz not null default now(),
  check (path[cardinality(path)] = id),
  check ((status = 'dissolved') = (dissolved_on is not null))
);
create index team_place_id on team (place_id);                   -- foreign key; the team of a hamlet
create index team_commune on team (commune_id, sort_key);     -- foreign key; the teams of a commune, in order
create index team_province on team (province_id, sort_key);   -- foreign key; row-level security; a province's list, in order
-- One living team of a name in a place: an import that runs twice must find it again.
create unique index team_living_name on team (place_id, name_key) where status <> 'dissolved';

-- Where the team stood on which day: figures keep the place of their day.
create table team_place (
  team_id uuid not null references team (id),
  place_id uuid not null references place (id),
  commune_id uuid not null references place (id),
  province_id uuid not null references place (id),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),                -- exclusive; null: until today
  primary key (team_id, valid_from)
);
create index team_place_place on team_place (place_id);       -- foreign key
create index team_place_commune on team_place (commune_id);   -- foreign key
create index team_place_province on team_place (province_id); -- foreign key

-- The revision counter of a team: raised once in each transaction that changes what its phones hold. Its row lock puts
-- revisions in commit order; teams never wait for one another.
create table team_revision (
  team_id uuid primary key references team (id),
  rev bigint not null default 0
);

create table member (
  id uuid primary key,
  province_id uuid not null references place (id),
  team_ids uuid[] not null default '{}',                    -- teams of current memberships, kept by a trigger below: what row-level security compares
  name text not null check (name <> '' and name is nfc normalized),
  folded text not null,                                     -- without marks: search
  name_key text not null,                                   -- equal for spellings of one name: found again by an import
  phone text check (phone ~ '^\+84[0-9]{9}$'),
  phone_note text,                                          -- what else stood in the cell: a second number, "(Zalo)"
  birth_year smallint check (birth_year between 1900 and 2100),
  sex text check (sex in ('nam', 'nu')),
  account_id uuid,                                          -- set when the person has accepted an invitation
  created_at timestamptz not null default now()
);
create index member_province on member (province_id, name_key); -- foreign key; row-level security; found again by name
create index member_teams on member using gin (team_ids);   -- row-level security of members and communes
create index member_phone on member (phone);                -- found again by an import
-- One person, one account; looked up at each request. No condition: a condition would not serve the foreign key.
create unique index member_account on member (account_id);

create table membership (
  id uuid primary key,
  team_id uuid not null references team (id),
  member_id uuid not null references member (id),
  province_id uuid not null references place (id),
  role text not null check (role in ('leader', 'deputy', 'member')),
  organisation text,
  position text,                                            -- as written in the roster
  joined_on date,
  left_on date,                                             -- null: still in the team
  rev bigint not null default 0,
  created_at timestamptz not null default now(),            -- stands in the figures for a day of joining that nobody knows
  check (left_on >= joined_on)
);
create index membership_team on membership (team_id, rev);  -- foreign key; the pull pages by it
create index membership_member on membership (member_id);   -- foreign key
create index membership_province on membership (province_id); -- foreign key; row-level security
-- A person is in a team once at a time.
create unique index membership_current on membership (team_id, member_id) where left_on is null;

-- Keeps member.team_ids and the counts of team. A trigger, because three writers (office, import, demo) must not differ;
-- once per statement, because imports write hundreds of rows in one; with the owner's rights, because a leader sees only
-- own team's memberships and must not shorten the list of a person who is in two teams.
create function membership_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  members uuid[];
  teams uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct member_id), array_agg(distinct team_id) into members, teams from new_rows;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct member_id), array_agg(distinct team_id) into members, teams from old_rows;
  else
    -- Only what matters here: raising revisions of a whole team must not touch its members.
    select array_agg(distinct m), array_agg(distinct t) into members, teams
    from old_rows o join new_rows n using (id)
    cross join lateral unnest(array[o.member_id, n.member_id], array[o.team_id, n.team_id]) as both_rows (m, t)
    where (o.team_id, o.member_id, o.role, o.left_on is null) is distinct from (n.team_id, n.member_id, n.role, n.left_on is null);
  end if;

  update member set team_ids = current_teams.ids
  from (
    select wanted.id, coalesce(array_agg(s.team_id order by s.team_id) filter (where s.team_id is not null), '{}') as ids
    from unnest(members) as wanted (id)
    left join membership s on s.member_id = wanted.id and s.left_on is null
    group by wanted.id
  ) as current_teams
  where member.id = current_teams.id and member.team_ids is distinct from current_teams.ids;

  update team set member_count = current_members.members, leader_count = current_members.leaders
  from (
    select wanted.id, count(s.id) as members, count(s.id) filter (where s.role = 'leader') as leaders
    from unnest(teams) as wanted (id)
    left join membership s on s.team_id = wanted.id and s.left_on is null
    group by wanted.id
  ) as current_members
  where team.id = current_members.id
    and (team.member_count, team.leader_count) is distinct from (current_members.members, current_members.leaders);
  return null;
end $$;
-- PostgreSQL gives transition tables to triggers of one event each.
create trigger membership_inserted after insert on membership
  referencing new table as new_rows for each statement execute function membership_changed();
create trigger membership_updated after update on membership
  referencing old table as old_rows new table as new_rows for each statement execute function membership_changed();
create trigger membership_deleted after delete on membership
  referencing old table as old_rows for each statement execute function membership_changed();

create table invitation (
  id uuid primary key,
  purpose text not null default 'join' check (purpose in ('join', 'password')), -- come in, or choose a new password
  code_hash text not null unique,                           -- the code itself stands only on the slip
  team_id uuid not null references team (id),
  member_id uuid not null references member (id),
  province_id uuid not null references place (id),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index invitation_team on invitation (team_id);         -- foreign key
create index invitation_member on invitation (member_id);     -- foreign key
create index invitation_province on invitation (province_id); -- foreign key; row-level security
create index invitation_created_by on invitation (created_by); -- foreign key (added by 03)

-- A roster that somebody uploaded: what was read in it, and what became of it. The file itself is not kept. The plan holds
-- names and phones: it is emptied when it has been applied, and after seven days in any case; figures and problems (which
-- name no person) stay.
create table roster_import (
  id uuid primary key,
  place_id uuid not null references place (id),
  commune_id uuid references place (id),                     -- null: for a province
  province_id uuid not null references place (id),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  file_name text not null,
  as_of date not null,                                      -- the day of the units in the file
  figures jsonb not null,                                   -- what was read: counts, problems, questions
  plan jsonb,                                               -- the teams with their members
  state text not null default 'previewed' check (state in ('previewed', 'applying', 'applied', 'expired')),
  teams_done integer not null default 0,
  teams_total integer not null,
  applied_at timestamptz,
  result jsonb,                                             -- counts of what was added, changed, left as it was
  check ((plan is null) = (state in ('applied', 'expired')))
);
create index roster_import_place on roster_import (place_id, created_at desc);  -- foreign key; the imports of a place
create index roster_import_commune on roster_import (commune_id);               -- foreign key; row-level security
create index roster_import_province on roster_import (province_id);             -- foreign key; row-level security
create index roster_import_created_by on roster_import (created_by);            -- foreign key (added by 03)
create index roster_import_kept on roster_import (created_at) where plan is not null; -- the daily clearing

-- Second wall: rows of persons open only to the teams and provinces set for the transaction. A uuid compared with an
-- array from the setting, never a subquery: a subquery is not leakproof and ends in sequential scans. Teams are no
-- persons: offices of a commune that see no person (youth, audit) see them through app_communes().
alter table team enable row level security;
alter table member enable row level security;
alter table membership enable row level security;
alter table invitation enable row level security;
alter table roster_import enable row level security;
create policy scope on team to tungnha_app
  using (id = any (app_teams()) or commune_id = any (app_communes()) or province_id = any (app_provinces()));
create policy scope on member to tungnha_app
  using (team_ids && app_teams() or province_id = any (app_provinces()));
create policy scope on membership to tungnha_app
  using (team_id = any (app_teams()) or province_id = any (app_provinces()));
create policy scope on invitation to tungnha_app
  using (team_id = any (app_teams()) or province_id = any (app_provinces()));
create policy scope on roster_import to tungnha_app
  using (created_by = app_account() or commune_id = any (app_communes()) or province_id = any (app_provinces()));
-- Jobs, the folder and snapshots work for everybody.
create policy worker on team to tungnha_worker using (true);
create policy worker on member to tungnha_worker using (true);
create policy worker on membership to tungnha_worker using (true);
create policy worker on invitation to tungnha_worker using (true);
create policy worker on roster_import to tungnha_worker using (true);

-- Somebody holds a code and nothing else: which invitation is it? The only way to an invitation without a scope, by the
-- hash of the whole code, with the owner's rights. Sixteen random characters cannot be tried out.
create function invitation_by_code(hash text)
  returns table (id uuid, purpose text, team_id uuid, member_id uuid, account_id uuid, expires_at timestamptz, used_at timestamptz, revoked_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, i.purpose, i.team_id, i.member_id, m.account_id, i.expires_at, i.used_at, i.revoked_at
  from invitation i
  join member m on m.id = i.member_id
  where i.code_hash = hash
$$;
revoke all on function invitation_by_code(text) from public;
grant execute on function invitation_by_code(text) to tungnha_app;
