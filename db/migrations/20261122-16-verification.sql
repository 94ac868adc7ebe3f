-- Honest numbers: samples of visits that the commune calls back, what citizens confirm themselves, and patterns worth a
-- look. Owner slice: verification.

-- A sample that was drawn. Never changed and never deleted: who draws again until they like the sample is seen.
create table callback_draw (
  id uuid primary key,
  commune_id uuid not null references place (id),
  province_id uuid not null references place (id),
  period_kind text not null check (period_kind in ('week', 'month', 'quarter')),
  period_from date not null,
  period_to date not null,
  seed bigint not null check (seed between 0 and 4294967295), -- with it anybody draws the same sample again
  size int not null check (size > 0),                      -- asked for; what was drawn is at least one a team
  reason text,                                             -- why another sample of the same period
  drawn_by uuid not null,                                  -- the account; no foreign key: the draw outlives it
  drawn_at timestamptz not null default now(),
  check (period_from <= period_to)
);
create index callback_draw_commune on callback_draw (commune_id, period_from desc); -- foreign key; the draws of a commune
create index callback_draw_province on callback_draw (province_id);                 -- foreign key; row-level security
revoke update, delete on callback_draw from tungnha_app, tungnha_worker;

-- A visit that was drawn, and what came of asking. The door is that of the visit.
create table callback_item (
  id uuid primary key,
  draw_id uuid not null references callback_draw (id),
  team_id uuid not null references team (id),              -- that made the visit: its stratum
  visit_id uuid not null references visit (id),
  position int not null,                                   -- the order in which it was drawn
  result text check (result in ('confirmed', 'denied', 'not-reached')),
  result_on date,
  result_by uuid,                                          -- the account
  note text,
  recorded_at timestamptz,
  unique (draw_id, visit_id),                              -- nothing is drawn twice; also the foreign key, and the items of a draw
  check ((result is null) = (result_on is null) and (result is null) = (result_by is null))
);
create index callback_item_visit on callback_item (visit_id);        -- foreign key
create index callback_item_team on callback_item (team_id, draw_id); -- foreign key; row-level security
revoke update, delete on callback_item from tungnha_app, tungnha_worker;
grant update (result, result_on, result_by, note, recorded_at) on callback_item to tungnha_app;

-- What the answers about one team in one draw say, as far as it is in verified_share.
create table callback_stratum (
  draw_id uuid not null references callback_draw (id),
  team_id uuid not null references team (id),
  scopes uuid[] not null,                                  -- team, hamlet, commune, province, nation of the day of the draw
  population int not null check (population > 0),          -- visits to draw from
  drawn int not null,
  confirmed int not null default 0,
  denied int not null default 0,
  not_reached int not null default 0,
  counted boolean not null default false,                  -- in verified_share?
  primary key (draw_id, team_id)                           -- also the foreign key
);
create index callback_stratum_team on callback_stratum (team_id); -- foreign key; row-level security
revoke delete on callback_stratum from tungnha_app, tungnha_worker;
revoke update on callback_stratum from tungnha_app;

-- Sums of strata per place or team and period of a draw, kept by events (job verification.count); `tungnha recount`
-- computes them anew. See src/slices/verification/shared/share.ts for what the last three are.
create table verified_share (
  scope_id uuid not null,                                  -- a place or a team; derived, like rollup
  period_from date not null,
  period_to date not null,
  population bigint not null,
  drawn bigint not null,
  confirmed bigint not null,
  denied bigint not null,
  not_reached bigint not null,
  answered_for bigint not null,
  weighted double precision not null,
  squares double precision not null,
  primary key (scope_id, period_to, period_from)           -- a dashboard asks: of this place, ending on or after a day
);
revoke insert, update, delete on verified_share from tungnha_app;

-- What insight reads of it.
create view insight_verified_share with (security_invoker = true) as
  select scope_id, period_from, period_to, population, drawn, confirmed, denied, not_reached, answered_for, weighted, squares
  from verified_share;

alter table callback_draw enable row level security;
alter table callback_item enable row level security;
alter table callback_stratum enable row level security;
create policy scope on callback_draw to tungnha_app
  using (commune_id = any (app_communes()) or province_id = any (app_provinces()));
create policy scope on callback_item to tungnha_app using (team_id = any (app_teams()));
-- Sums: also those above the commune, and who audits it, see how a commune draws and what comes of it.
create policy scope on callback_stratum to tungnha_app
  using (team_id = any (app_teams()) or scopes && app_communes() or scopes && app_provinces());
create policy worker on callback_draw to tungnha_worker using (true);
create policy worker on callback_item to tungnha_worker using (true);
create policy worker on callback_stratum to tungnha_worker using (true);
