-- What was done at doors and help desks, counted: no person is named. Owner slice: visits.

create table visit (
  id uuid primary key,                                     -- made on the phone
  team_id uuid not null references team (id),              -- whose phones hold it: moves with the door
  done_by_team_id uuid not null references team (id),      -- who did it: never changes, figures follow it
  rev bigint not null,                                     -- of team_id
  household_id uuid references household (id),
  place text not null check (place in ('home', 'desk')),
  day date not null,
  made_at timestamptz not null,                            -- corrected for the device's clock
  made_by uuid references member (id),
  outcome text not null check (outcome in ('done', 'absent', 'refused', 'moved')),
  people smallint not null check (people between 0 and 500),
  groups jsonb not null,                                   -- {elderly, women, poor, minority, disabled: count}
  skills jsonb not null,                                   -- [{skill, level, people}]
  topics text[] not null,
  platforms jsonb not null,                                -- [{platform, result, reason}]
  difficulty jsonb,                                        -- {kind, text}
  follow_up_on date,
  note text,
  cancelled_on date,                                       -- it stays, and counts nowhere
  cancel_reason text,
  check ((place = 'home') = (household_id is not null)),
  check (outcome = 'done' or people = 0)
);
create index visit_team on visit (team_id, rev, id);               -- foreign key; the pull pages by it
create index visit_done_by on visit (done_by_team_id, day);        -- foreign key; what a team did in a period
create index visit_household on visit (household_id, day);         -- foreign key; the history and state of a door
create index visit_made_by on visit (made_by, day);                -- foreign key; what a member did in a period

alter table visit enable row level security;
create policy scope on visit to tungnha_app using (team_id = any (app_teams()));
create policy worker on visit to tungnha_worker using (true);
