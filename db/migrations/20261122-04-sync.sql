-- Sync between phones and server: commands with their verdicts, what left a team, versions in dispute, first-sync
-- snapshots. Owner: platform (src/platform/server/sync). The protocol is told in docs/sync.md.

-- Removals older than this revision have been forgotten; a cursor below it gets a clean re-sync.
alter table team_revision add column forgotten_rev bigint not null default 0;

-- A life of the database between restores. Cursors carry it: revisions of another life mean nothing.
create table sync_epoch (
  number bigint generated always as identity primary key,  -- the highest is the present one
  epoch text not null unique,
  reason text not null,
  started_at timestamptz not null default now()
);
insert into sync_epoch (epoch, reason) values (gen_random_uuid()::text, 'new database');

-- One row per command: its verdict (a repeated push repeats it), the line of the audit, and the event that later slices
-- read. The arguments of a command that its own schema refused are not kept: they may be anything.
create table command (
  id uuid primary key,                                     -- made on the phone: what makes a push repeatable
  seq bigint generated always as identity,                 -- order of arrival: waiting commands are decided in it
  team_id uuid not null references team (id),              -- for which it was made: the team that did the work
  account_id uuid not null,                                -- no foreign key: the line outlives the account
  member_id uuid,
  name text not null,
  version int not null,
  subject_kind text,
  subject_id text,                                         -- uuid of a row, or <command>/<field> of a conflict
  args jsonb,
  made_at timestamptz not null,                            -- corrected for the device's clock
  day date not null,                                       -- of made_at, in Vietnam
  skew_ms bigint,                                          -- made_at minus what the device said; null: it said nothing readable
  received_at timestamptz not null default now(),
  verdict text not null check (verdict in ('accepted', 'merged', 'conflict', 'refused', 'waiting')),
  problem jsonb,
  rev bigint not null,                                     -- of team_id, in the transaction of the verdict
  waits_for text,
  late boolean not null default false,                     -- had been waiting: phones learn the verdict in the pull
  check ((verdict = 'waiting') = (waits_for is not null)),
  check (verdict <> 'refused' or problem is not null)
);
create index command_team on command (team_id, seq);       -- foreign key; the audit of a team in order
-- The history of one thing. Visits are their own history: only what concerns other kinds is looked up.
create index command_subject on command (subject_id, seq) where subject_kind <> 'visit';
-- Which commands wait for this row? Asked by each push that makes rows.
create index command_waits on command (waits_for) where verdict = 'waiting';
-- Late verdicts of an account, in a pull.
create index command_late on command (team_id, account_id, rev) where late;

-- "This row left your scope", and for whom. One per team and row: the last one.
create table removal (
  team_id uuid not null references team (id),
  kind text collate "C" not null,
  id text collate "C" not null,
  rev bigint not null,                                     -- of team_id
  to_team_id uuid not null references team (id),           -- who holds it since: visits made before go there
  at timestamptz not null default now(),
  primary key (team_id, kind, id)                          -- also the foreign key
);
create index removal_page on removal (team_id, rev, kind, id); -- the pull pages by it
create index removal_to on removal (to_team_id);               -- foreign key
create index removal_at on removal using brin (at);            -- forgotten after 180 days

-- Two versions of one field, kept until a person of the holding team chooses; and who chose, afterwards.
create table conflict (
  id text collate "C" primary key,                         -- <command>/<field>
  team_id uuid not null references team (id),              -- holds the subject; moves with it
  rev bigint not null,
  subject_kind text not null,
  subject_id uuid not null,
  field text not null,
  seen jsonb,
  current jsonb,
  proposed jsonb,
  proposed_by uuid references member (id),
  proposed_from uuid not null references team (id),
  proposed_on date not null,
  choice text check (choice in ('current', 'proposed')),
  chosen_by uuid references member (id)
);
create index conflict_team on conflict (team_id, rev, id);          -- foreign key; the pull pages by it
create index conflict_subject on conflict (subject_id);             -- a door that moves takes its conflicts along
create index conflict_proposed_by on conflict (proposed_by);        -- foreign key
create index conflict_proposed_from on conflict (proposed_from);    -- foreign key
create index conflict_chosen_by on conflict (chosen_by);            -- foreign key

-- A team's first sync at one revision. The chunks hold copies of rows of persons, gzip and then encrypted with a key that
-- is not in the database: a copy that outlives an erasure in some backup cannot be read with the backup alone.
create table sync_snapshot (
  id uuid primary key,
  team_id uuid not null references team (id),
  epoch text not null,
  wire int not null,
  rev bigint not null,
  rows int not null,
  oldest_day date not null,                                -- visits before it were left out
  created_at timestamptz not null default now()
);
create index sync_snapshot_team on sync_snapshot (team_id, created_at); -- foreign key; the latest of a team

create table sync_chunk (
  snapshot_id uuid not null references sync_snapshot (id) on delete cascade,
  position int not null,
  team_id uuid not null references team (id),
  hash text not null,                                      -- SHA-256 of the gzip bytes: the chunk's name
  rows int not null,
  bytes int not null,
  sealed bytea not null,                                   -- nonce, tag, ciphertext
  primary key (snapshot_id, position)
);
create index sync_chunk_team on sync_chunk (team_id, hash); -- foreign key; fetched by name within a team

-- Reference data (platforms, topics) count their changes per place; a phone compares the sum over its own path. The
-- values come from one sequence, so that moving to another place shows as another sum.
create sequence reference_counter;
create table reference_revision (
  place_id uuid primary key references place (id),
  rev bigint not null default nextval('reference_counter')
);

alter table command enable row level security;
alter table conflict enable row level security;
alter table sync_snapshot enable row level security;
alter table sync_chunk enable row level security;
create policy scope on command to tungnha_app using (team_id = any (app_teams()));
create policy scope on conflict to tungnha_app using (team_id = any (app_teams()));
create policy scope on sync_snapshot to tungnha_app using (team_id = any (app_teams()));
create policy scope on sync_chunk to tungnha_app using (team_id = any (app_teams()));
create policy worker on command to tungnha_worker using (true);
create policy worker on conflict to tungnha_worker using (true);
create policy worker on sync_snapshot to tungnha_worker using (true);
create policy worker on sync_chunk to tungnha_worker using (true);
-- Verdicts are given once and never taken back: nobody deletes them.
revoke delete on command from tungnha_app, tungnha_worker;

-- When was this account in this team, and as what? A phone may send work of a time when its member was still there, and
-- by then row-level security no longer shows the membership: with the owner's rights, for one account and team.
create function team_periods(wanted_account uuid, wanted_team uuid)
  returns table (role text, joined_on date, left_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.role, s.joined_on, least(s.left_on, t.dissolved_on)
  from member m
  join membership s on s.member_id = m.id
  join team t on t.id = s.team_id
  where m.account_id = wanted_account and s.team_id = wanted_team
$$;
revoke all on function team_periods(uuid, uuid) from public;
grant execute on function team_periods(uuid, uuid) to tungnha_app;
