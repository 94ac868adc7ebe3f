-- The doors that teams visit. Owner slice: households. No column names a person, but a door with its notes and visits
-- speaks of people who live there: row-level security from the first day.

create table household (
  id uuid primary key,                                     -- made on the phone
  team_id uuid not null references team (id),              -- who holds it now
  rev bigint not null,
  kind text not null check (kind in ('home', 'business', 'shop', 'firm', 'public')),
  number text,
  alley text,
  label text,                                              -- a description without a name
  folded text not null,                                    -- number, alley, label without marks: search
  criteria jsonb not null default '{}',
  walk_order double precision not null,
  note text,
  created_on date not null,
  closed_on date,
  check (number is not null or label is not null)          -- somebody must be able to find it
);
create index household_team on household (team_id, rev, id); -- foreign key; the pull pages by it; all doors of a team

alter table household enable row level security;
create policy scope on household to tungnha_app using (team_id = any (app_teams()));
create policy worker on household to tungnha_worker using (true);
