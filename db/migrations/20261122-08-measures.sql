-- Figures kept by events: what writes changed (measure_delta), what the folder made of it (rollup, team_rollup,
-- subject_days), and figures declared for places that keep no rows here. Owner: platform (src/platform/server/measures).
-- No person is in here: subjects are ids of doors. Everything but declared_figure can be rebuilt by `tungnha recount`.

-- One row per team and day of a transaction; also: a team moved (no day), declarations of a place changed (no team).
-- The folder takes rows by `delete ... returning`. Never by a watermark on id: a transaction that commits late would
-- have a lower id than rows taken before it, and be lost.
create table measure_delta (
  id         bigint generated always as identity primary key,  -- the folder takes the oldest first: a cancellation never comes before what it cancels
  created_at timestamptz not null default clock_timestamp(),   -- for the lag that is measured
  team_id    uuid,             -- no foreign key: checked when the row that counts was written, and this is the hot path
  day        date,
  place_id   uuid,
  -- json, not jsonb: written once, read once, whole. {amounts, stocks, subjects}; for a move {before: where it stood}.
  body       json not null,
  check ((team_id is null) <> (place_id is null)),
  check (day is null or team_id is not null)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000); -- a queue: dead rows pile up at its head
-- Moves and declarations: few, and always taken all.
create index measure_delta_not_of_a_day on measure_delta (id) where day is null;

-- Requests say what they changed; only the folder reads and takes it.
revoke select, update, delete on measure_delta from tungnha_app;

-- Kept figures of communes, provinces and the nation; of unique counts (measure 'doors.reached@month') also of hamlets
-- and teams, because different doors of two teams cannot be added up to different doors of a commune.
-- A row is a month: days[i] is the amount of its i-th day, the last days may be missing; total is their sum.
create table rollup (
  scope_id uuid not null,                 -- a place, or a team; no foreign key: derived, and on the folder's path
  measure  text collate "C" not null,
  month    date not null,                 -- its first day
  total    bigint not null,
  days     int[] not null,
  primary key (scope_id, measure, month)
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05); -- the month's rows change every second: room to do it in place

-- Kept figures of teams, with the place on which the team stood on the day (hamlet, or commune for a team of a commune).
-- Hamlets, and the teams within a commune, are sums over these rows. Unique counts are in `rollup`.
create table team_rollup (
  place_id uuid not null,
  measure  text collate "C" not null,
  month    date not null,
  team_id  uuid not null,
  total    bigint not null,
  days     int[] not null,
  -- The place first: a commune asks for all its hamlets' teams; a team asks for its own few places.
  primary key (place_id, measure, month, team_id)
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05);

-- For unique counts: on which days a subject gave a team a reason to count it; a day stands there once per reason.
-- One row answers, for every period and place, whether a change was the first reason (0 > 1) or took the last (1 > 0).
-- See docs/decisions/0003-unique-counts.md.
create table subject_days (
  subject_id uuid not null,
  measure    text collate "C" not null,
  team_id    uuid not null,
  days       date[] not null check (cardinality(days) > 0),
  primary key (subject_id, measure, team_id)
) with (fillfactor = 90);
-- A team that moves takes all its reasons along.
create index subject_days_team on subject_days (team_id, measure);

-- How far the figures are: all that was committed before as_of is in them.
create table fold_state (
  one   boolean primary key default true check (one),  -- one row
  as_of timestamptz not null
);
insert into fold_state (as_of) values (now());

-- Figures of places that keep no rows here, as somebody stated them.
create table declared_figure (
  place_id    uuid not null references place (id),       -- a commune or a province, or the nation
  measure     text not null,                             -- 'teams.active'
  kind        text not null check (kind in ('flow', 'stock')), -- what different people declared cannot be counted as different
  day         date not null,                             -- a stock stands from then on; a flow counts on this day
  amount      int not null check (amount >= 0),
  source      text not null check (source <> ''),
  -- A unit of an older map inside this place: such a figure is shown with its name and never added to anything.
  former_unit_id uuid references former_unit (id),
  declared_at timestamptz not null default now(),
  declared_by uuid                                       -- the account; null: came with a load. No foreign key: it stays when the account goes
);
-- One figure for a place and day, corrected in place (what stood there goes to declared_figure_past); also the foreign
-- key and the folder's way in.
create unique index declared_figure_key
  on declared_figure (place_id, measure, day, coalesce(former_unit_id, '00000000-0000-0000-0000-000000000000'));
create index declared_figure_former_unit on declared_figure (former_unit_id); -- foreign key

-- What was declared and is no more: corrected or withdrawn, by whom and why. Counts nowhere.
create table declared_figure_past (
  id          bigint generated always as identity primary key,
  place_id    uuid not null references place (id),
  measure     text not null,
  day         date not null,
  amount      int not null,
  source      text not null,
  declared_at timestamptz not null,
  declared_by uuid,
  withdrawn   boolean not null,                          -- false: another figure was put in its place
  reason      text not null check (reason <> ''),
  ended_at    timestamptz not null default now(),
  ended_by    uuid not null
);
create index declared_figure_past_place on declared_figure_past (place_id, measure, day); -- foreign key; the history of a figure
-- A history that could be rewritten would be none.
revoke update, delete on declared_figure_past from tungnha_app;

-- What of the declared figures is in the rollups now (changes on days), so that the folder adds only the difference.
create table declared_counted (
  place_id uuid not null references place (id),
  code     text not null,                                -- as in rollup: 'teams.active@stock@declared'
  days     date[] not null,
  amounts  int[] not null check (cardinality(amounts) = cardinality(days)),
  primary key (place_id, code)
);

-- Requests read figures and declare some; only the folder writes what it keeps.
revoke insert, update, delete on rollup, team_rollup, fold_state, declared_counted from tungnha_app;
-- On which days a door was visited is nobody's business but the folder's.
revoke all on subject_days from tungnha_app;

-- The first day with an amount other than 0; null when there is none.
create function first_day(month date, days int[]) returns date
  language sql immutable parallel safe
  return (select month + (min(place) - 1)::int from unnest(days) with ordinality as d (amount, place) where amount <> 0);

-- Where a team stood on which days, without gaps: before its first row it stood where the first row says, and a row holds
-- until the next begins. A team without rows stands where the team says.
create view team_standing with (security_invoker = true) as
  select team_id, place_id, commune_id, province_id,
    case when lag(valid_from) over of_team is null then date '-infinity' else valid_from end as valid_from,
    coalesce(lead(valid_from) over of_team, date 'infinity') as valid_to
  from team_place
  window of_team as (partition by team_id order by valid_from)
  union all
  select id, place_id, commune_id, province_id, date '-infinity', date 'infinity'
  from team where not exists (select from team_place where team_place.team_id = team.id);

-- Amounts of single days of a month as an array of days, for recounts; places are days of the month, each once.
create function month_days(places int[], amounts bigint[]) returns int[]
  language plpgsql immutable parallel safe as $$
declare
  last int := 0;
  days int[];
begin
  -- Loops, not a query: it runs a million times in a recount.
  for i in 1 .. cardinality(places) loop
    if places[i] > last then last := places[i]; end if;
  end loop;
  days := array_fill(0, array[last]);
  for i in 1 .. cardinality(places) loop
    days[places[i]] := amounts[i];
  end loop;
  return days;
end $$;
