-- Photos of visits. The row is what is said of a photo; its file lies in the file store under a key that names nobody.
-- Owner slice: visits.

-- The photos of a visit that stand, in their order: what "at most five" is counted by, on the phone and here. No foreign
-- key: the command that makes a photo writes both.
alter table visit add column photos uuid[];

create table photo (
  id uuid primary key,                                     -- made on the phone
  team_id uuid not null references team (id),              -- whose phones hold it: moves with its visit
  done_by_team_id uuid not null references team (id),      -- whose member took it
  rev bigint not null,                                     -- of team_id
  visit_id uuid not null references visit (id),
  taken_by uuid not null,                                  -- the account; only it sends the bytes. No foreign key: outlives it
  taken_at timestamptz not null,                           -- corrected for the device's clock
  width smallint not null check (width between 1 and 1600),
  height smallint not null check (height between 1 and 1600),
  bytes int not null check (bytes between 1 and 600000),   -- of the file that the phone sends
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),  -- of the same
  removed_on date,
  file_key text,                                           -- reserved before the file is written: no file without a row
  file_bytes int,                                          -- of what is kept, small picture included; null: not there yet
  check (file_bytes is null or file_key is not null)
);
create index photo_team on photo (team_id, rev, id);       -- foreign key; the pull pages by it
create index photo_done_by on photo (done_by_team_id) include (file_bytes); -- foreign key; the room a team has taken
create index photo_visit on photo (visit_id);              -- foreign key; the photos of a visit; they move with it
-- Files that must go: few, and looked for every night.
create index photo_to_drop on photo (id) where removed_on is not null and file_key is not null;

-- Bytes that have come of a photo that is not whole yet. In the database, because any server may get the next part, and
-- because a part that was answered must be there after a power cut.
create table photo_part (
  photo_id uuid not null references photo (id),
  taken_by uuid not null,                                  -- as in photo: policies compare columns, they ask no other table
  start int not null check (start >= 0),
  bytes bytea not null,
  at timestamptz not null default now(),
  primary key (photo_id, start)                            -- also the foreign key
);
alter table photo_part alter column bytes set storage external; -- JPEG: nothing to compress

alter table photo enable row level security;
alter table photo_part enable row level security;
-- Also who took it: the bytes are still sent when the door has gone to another team, or the member has left theirs.
create policy scope on photo to tungnha_app using (team_id = any (app_teams()) or taken_by = app_account());
create policy sender on photo_part to tungnha_app using (taken_by = app_account());
create policy worker on photo to tungnha_worker using (true);
create policy worker on photo_part to tungnha_worker using (true);
