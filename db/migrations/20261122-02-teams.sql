-- Teams, their members and who may join. Owner slice: teams (team_revision and team_place serve the platform's noun "team").

create table team (
  id uuid primary key,
  place_id uuid not null references place (id),     -- the hamlet or commune on which the team stands now
  commune_id uuid not null references place (id),
  province_id uuid not null references place (id),  -- kept by reorganisations: what row-level security compares
  kind text not null default 'Tổ công nghệ số cộng đồng',
  name text not null,
  folded text not null,
  status text not null default 'active' check (status in ('pilot', 'active', 'dissolved')),
  decision_number text,
  decision_date date,
  established_on date,
  dissolved_on date,
  rev bigint not null default 0,
  created_at timestamptz not null default now()
);
create index team_place on team (place_id);                 -- foreign key; the team of a hamlet
create index team_commune on team (commune_id);             -- foreign key; the teams of a commune
create index team_province on team (province_id);           -- foreign key; row-level security
-- One living team of a name in a place: an import that runs twice must find it again.
create unique index team_living_name on team (place_id, folded) where status <> 'dissolved';

-- Where the team stood on which day: figures keep the place of their day.
create table team_place (
  team_id uuid not null references team (id),
  place_id uuid not null references place (id),
  commune_id uuid not null references place (id),
  province_id uuid not null references place (id),
  valid_from date not null,
  valid_to date,                                            -- exclusive; null: until today
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
  team_ids uuid[] not null default '{}',                    -- teams of current memberships: what row-level security compares
  name text not null,
  folded text not null,
  phone text check (phone ~ '^\+84[0-9]{9}$'),
  phone_note text,
  birth_year smallint check (birth_year between 1900 and 2100),
  sex text check (sex in ('nam', 'nu')),
  account_id uuid,                                          -- set when the person has accepted an invitation
  created_at timestamptz not null default now()
);
create index member_province on member (province_id);       -- foreign key; row-level security
create index member_teams on member using gin (team_ids);   -- row-level security of members and communes
create index member_phone on member (phone);                -- found again by an import
create unique index member_account on member (account_id) where account_id is not null; -- one person, one account

create table membership (
  id uuid primary key,
  team_id uuid not null references team (id),
  member_id uuid not null references member (id),
  province_id uuid not null references place (id),
  role text not null check (role in ('leader', 'deputy', 'member')),
  organisation text,
  position text,                                            -- as written in the roster
  joined_on date,
  left_on date,
  rev bigint not null default 0
);
create index membership_team on membership (team_id, rev);  -- foreign key; the pull pages by it
create index membership_member on membership (member_id);   -- foreign key
create index membership_province on membership (province_id); -- foreign key; row-level security
-- A person is in a team once at a time.
create unique index membership_current on membership (team_id, member_id) where left_on is null;

create table invitation (
  id uuid primary key,
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

-- Second wall: rows of persons open only to the teams and provinces set for the transaction. A uuid compared with an
-- array from the setting, never a subquery: a subquery is not leakproof and ends in sequential scans.
alter table team enable row level security;
alter table member enable row level security;
alter table membership enable row level security;
alter table invitation enable row level security;
create policy scope on team
  using (id = any (nullif(current_setting('app.teams', true), '')::uuid[])
      or province_id = any (nullif(current_setting('app.provinces', true), '')::uuid[]));
create policy scope on member
  using (team_ids && nullif(current_setting('app.teams', true), '')::uuid[]
      or province_id = any (nullif(current_setting('app.provinces', true), '')::uuid[]));
create policy scope on membership
  using (team_id = any (nullif(current_setting('app.teams', true), '')::uuid[])
      or province_id = any (nullif(current_setting('app.provinces', true), '')::uuid[]));
create policy scope on invitation
  using (team_id = any (nullif(current_setting('app.teams', true), '')::uuid[])
      or province_id = any (nullif(current_setting('app.provinces', true), '')::uuid[]));
