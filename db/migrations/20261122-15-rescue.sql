-- Work that a phone could not send by itself, phones that are lost, and refused work that somebody else must look after.
-- Owners: platform (rescue_file, rescue_draft, refusal_care), identity (auth_lost_session).

-- A rescue file that was taken in: the same file again brings no draft back twice. What was in it is not kept here.
create table rescue_file (
  hash text primary key,                              -- SHA-256 of the file, in hex
  account_id uuid not null,                           -- whose work it is; no foreign key: the line outlives the account
  team_id uuid not null references team (id),         -- through which the sender reached it
  sent_by uuid not null,                              -- the account that brought it
  sent_at timestamptz not null default now(),
  commands integer not null,
  drafts integer not null
);
create index rescue_file_team on rescue_file (team_id);         -- foreign key
create index rescue_file_sent_at on rescue_file using brin (sent_at); -- forgotten after 400 days

-- Half-done forms out of rescue files, until their author's phone has fetched them (60 days at most). They may name people:
-- encrypted with a key that is not in the database, like snapshots.
create table rescue_draft (
  id uuid primary key,
  account_id uuid not null,                           -- the author; no foreign key: see command
  key text not null,
  saved_at timestamptz not null,                      -- by the author's phone
  sealed bytea not null,                              -- nonce, tag, ciphertext
  received_at timestamptz not null default now(),
  unique (account_id, key)                            -- of one form the last state; the drafts of an account
);
create index rescue_draft_received on rescue_draft using brin (received_at); -- forgotten after 60 days

alter table rescue_file enable row level security;
alter table rescue_draft enable row level security;
create policy scope on rescue_file to tungnha_app using (team_id = any (app_teams()));
create policy scope on rescue_draft to tungnha_app using (account_id = app_account());
create policy worker on rescue_file to tungnha_worker using (true);
create policy worker on rescue_draft to tungnha_worker using (true);

-- Phones that were reported lost: their session is gone, and when such a phone asks once more it hears so and wipes what it
-- holds. Found by a hash of the token, by the phone itself also when it is locked (it keeps the hash apart), and by the
-- session, when a rescue file comes from there. Kept 400 days: longer than any phone would still be signed in.
create table auth_lost_session (
  mark text primary key,                              -- SHA-256 of the token, in hex: opens nothing
  session_id uuid not null unique,                    -- what rescue files name
  account_id uuid not null,                           -- no foreign key: the line outlives the account
  device_name text,
  lost_at timestamptz not null default now(),
  told_at timestamptz                                 -- when the phone heard it, and wiped
);
create index auth_lost_session_account on auth_lost_session (account_id, lost_at); -- what a list of devices shows
create index auth_lost_session_at on auth_lost_session using brin (lost_at);       -- forgotten after 400 days
revoke all on auth_lost_session from tungnha_app, tungnha_worker;
grant select, insert, update, delete on auth_lost_session to tungnha_auth;

-- What became of refused work after the verdict: by its author on the phone, or by whoever looks after it (the leader, the
-- commune). Without a row nobody has done anything. `given`: the commune asked a team to see to it; that team may be
-- another one than the command's, whose commands it cannot read, so what it must know stands here.
create table refusal_care (
  command_id uuid primary key references command (id),
  team_id uuid not null references team (id),         -- the command's
  state text not null check (state in ('corrected', 'handed-over', 'withdrawn', 'given')),
  by_account uuid not null,                           -- no foreign key: see command
  at timestamptz not null default now(),
  reason text,
  given_to uuid references team (id),
  work jsonb,                                         -- name, arguments, day and problem of the command
  check ((state = 'given') = (work is not null)),
  check (work is null or given_to is not null)
);
create index refusal_care_team on refusal_care (team_id);                                  -- foreign key; row-level security
create index refusal_care_given on refusal_care (given_to);                                -- foreign key; what a team was asked to see to
-- The refused work of a team or commune: some lines among very many.
create index command_refused on command (team_id, seq) where verdict = 'refused';
alter table refusal_care enable row level security;
create policy scope on refusal_care to tungnha_app using (team_id = any (app_teams()) or given_to = any (app_teams()));
create policy worker on refusal_care to tungnha_worker using (true);
