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

-- A code by which the citizen confirms a visit, shown on the member's phone or torn off a printed card, and what the
-- citizen said. Says nothing about anybody: who confirmed is not known and not asked.
create table visit_code (
  id uuid primary key,                                     -- made on the phone
  team_id uuid not null references team (id),              -- that made the visit; its phones hold the row
  rev bigint not null,
  visit_id uuid not null references visit (id),
  mark text not null,                                      -- of the team, typed by the citizen beside the code
  code text check (code ~ '^[0-9]{6}$'),                   -- chosen by the phone
  slip int check (slip > 0),                               -- or the number of the printed slip, whose code the server derives
  made_on date not null,
  valid_to date not null,
  confirmed_on date,
  rating smallint check (rating between 1 and 5),
  words text,
  check ((code is null) <> (slip is null)),
  check (confirmed_on is not null or (rating is null and words is null))
);
create index visit_code_team on visit_code (team_id, rev, id);  -- foreign key; the pull pages by it
create index visit_code_visit on visit_code (visit_id);         -- foreign key
create index visit_code_mark on visit_code (mark, valid_to);    -- what a citizen typed

-- Confirmations whose visit has not arrived yet: the citizen has a network, the member has not. Found by the trigger
-- below when the code comes; forgotten after 40 days. Guesses land here too, so requests cannot read it.
create table confirmation_pending (
  id bigint generated always as identity primary key,
  mark text not null,
  code text not null,
  slips int[] not null,                                    -- printed slips that carry this code
  rating smallint check (rating between 1 and 5),
  words text,
  received_on date not null,
  unique (mark, code)                                      -- typed twice is said once; also how the trigger finds it
);

-- Codes that were not found, per sender (a keyed hash of the address) and per mark, by the hour: guessing is stopped.
create table confirmation_attempt (
  key text not null,
  hour timestamptz not null,
  tries int not null,
  primary key (key, hour)
);

-- Printed slips: numbers without a gap per team. Their codes are derived (HOTP, RFC 4226) and kept nowhere.
create table confirmation_card (
  id uuid primary key,
  team_id uuid not null references team (id),
  mark text not null,
  first_slip int not null check (first_slip > 0),
  slips int not null check (slips > 0),
  made_by uuid not null,
  made_at timestamptz not null default now(),
  unique (team_id, first_slip)                             -- no number is printed twice; also the foreign key
);
create index confirmation_card_mark on confirmation_card (mark); -- which slips may a typed code be on?

alter table visit_code enable row level security;
alter table confirmation_card enable row level security;
create policy scope on visit_code to tungnha_app using (team_id = any (app_teams()));
create policy scope on confirmation_card to tungnha_app using (team_id = any (app_teams()));
create policy worker on visit_code to tungnha_worker using (true);
create policy worker on confirmation_card to tungnha_worker using (true);
revoke all on confirmation_pending, confirmation_attempt from tungnha_app;
revoke update, delete on confirmation_card from tungnha_app, tungnha_worker;
revoke update, delete on visit_code from tungnha_app;

-- Which printed slips carry this mark? Asked by who is nobody, so with the owner's rights; answers numbers only.
create function confirmation_cards(wanted_mark text) returns table (team_id uuid, first_slip int, slips int)
  language sql stable security definer set search_path = public, pg_temp as $$
  select team_id, first_slip, slips from confirmation_card where mark = wanted_mark
$$;

-- A confirmation counts on its own day, like a visit (src/slices/verification/server/recount.ts says the same).
create function count_confirmation(team uuid, day date, stars int) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into measure_delta (team_id, day, body)
  values (team, day, json_build_object('amounts', case when stars is null then json_build_object('visits.confirmed', 1)
    else json_build_object('visits.confirmed', 1, 'ratings', 1, 'ratings.sum', stars) end))
$$;

-- A citizen confirms. With the owner's rights: nobody is signed in. Answers confirmed, known (was confirmed before), kept
-- (the visit has not arrived, or the code is wrong: one cannot tell), too-many.
create function confirm_visit(wanted_mark text, wanted_code text, wanted_slips int[], stars int, said text, sender text, today date)
  returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  this visit_code;
  raised bigint;
begin
  -- Whole communes share one mobile address, so that a sender has ten times the room of a team.
  if exists (
    select from confirmation_attempt where key in (sender, wanted_mark) and hour > now() - interval '1 day'
    group by key
    having sum(tries) > case key when sender then 1000 else 100 end
      or sum(tries) filter (where hour = date_trunc('hour', now())) > case key when sender then 300 else 30 end
  ) then return 'too-many'; end if;

  select * into this from visit_code
  where mark = wanted_mark and valid_to >= today and (code = wanted_code or slip = any (wanted_slips))
  order by confirmed_on is not null, id limit 1;
  if this.id is null then
    insert into confirmation_attempt (key, hour, tries)
    select key, date_trunc('hour', now()), 1 from unnest(array[sender, wanted_mark]) as key order by key
    on conflict (key, hour) do update set tries = confirmation_attempt.tries + 1;
    insert into confirmation_pending (mark, code, slips, rating, words, received_on)
    values (wanted_mark, wanted_code, wanted_slips, stars, said, today) on conflict do nothing;
    return 'kept';
  end if;
  if this.confirmed_on is not null then return 'known'; end if;

  -- The counter first: its lock puts revisions in commit order (raiseRevisions).
  insert into team_revision (team_id, rev) values (this.team_id, 1)
  on conflict (team_id) do update set rev = team_revision.rev + 1 returning rev into raised;
  update visit_code set confirmed_on = today, rating = stars, words = said, rev = raised
  where id = this.id and confirmed_on is null;
  if not found then return 'known'; end if;
  perform count_confirmation(this.team_id, today, stars);
  return 'confirmed';
end $$;

-- The code arrives after the citizen confirmed: the two find each other. Only what was typed since the visit counts.
create function visit_code_awaited() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kept confirmation_pending;
begin
  new.confirmed_on := null;
  new.rating := null;
  new.words := null;
  delete from confirmation_pending where id = (
    select id from confirmation_pending p
    where p.mark = new.mark and (p.code = new.code or new.slip = any (p.slips))
      and p.received_on between new.made_on and new.valid_to
    order by id limit 1
  ) returning * into kept;
  if kept.id is not null then
    new.confirmed_on := kept.received_on;
    new.rating := kept.rating;
    new.words := kept.words;
    perform count_confirmation(new.team_id, kept.received_on, kept.rating);
  end if;
  return new;
end $$;
create trigger visit_code_awaited before insert on visit_code for each row execute function visit_code_awaited();

revoke all on function confirmation_cards(text) from public;
revoke all on function count_confirmation(uuid, date, int) from public;
revoke all on function confirm_visit(text, text, int[], int, text, text, date) from public;
grant execute on function confirmation_cards(text) to tungnha_app;
grant execute on function confirm_visit(text, text, int[], int, text, text, date) to tungnha_app;

insert into indicator (position, code, group_code, vi, en, explanation_vi, explanation_en, unit_vi, unit_en,
  numerator, denominator, factor, recorded_with, headline, family) values
  (145, 'visits.confirmed', 'visits', 'Lượt được người dân xác nhận', 'Visits confirmed by citizens',
    'Số lần người dân xác nhận một lượt bằng mã hoặc phiếu trong kỳ. Không bắt buộc, nên không nói lên bao nhiêu lượt là đúng.',
    'Times in the period that a citizen confirmed a visit by code or slip. It is voluntary, so it does not tell how many visits are true.',
    'lượt', 'visits', '[{"measure": "visits.confirmed", "kind": "flow"}]', null, 1, 'visits.confirmed', null, null),
  (146, 'ratings.mean', 'visits', 'Điểm hài lòng trung bình', 'Mean satisfaction',
    'Tổng số điểm người dân cho (1 đến 5) / số lần cho điểm trong kỳ.',
    'Points that citizens gave (1 to 5) / times they gave some, in the period.',
    'điểm', 'points', '[{"measure": "ratings.sum", "kind": "flow"}]', '[{"measure": "ratings", "kind": "flow"}]', 1,
    'visits.confirmed', null, null);

-- Patterns worth a look in the visits of a member on a day. The team is asked first; after a week the commune sees it.
create table finding (
  id uuid primary key,
  team_id uuid not null references team (id),              -- that made the visits
  member_id uuid not null references member (id),          -- who wrote them down
  pattern text not null check (pattern in ('too-many', 'identical', 'night', 'same-minute', 'two-hamlets')),
  day date not null,                                       -- of the visits
  visits uuid[] not null,
  found_on date not null,
  explained_on date,                                       -- the team said what it was
  explanation text,
  explained_by uuid,                                       -- the account
  closed_on date,                                          -- the commune looked at it
  closing_word text,
  closed_by uuid,
  unique (team_id, member_id, day, pattern),               -- found again it stays one; also the foreign key
  check ((explained_on is null) = (explanation is null)),
  check ((closed_on is null) = (closing_word is null))
);
create index finding_member on finding (member_id);        -- foreign key
create index finding_found on finding (team_id, found_on); -- what a team or commune still has to look at
alter table finding enable row level security;
create policy scope on finding to tungnha_app using (team_id = any (app_teams()));
create policy worker on finding to tungnha_worker using (true);
revoke insert, update, delete on finding from tungnha_app;
grant update (explained_on, explanation, explained_by, closed_on, closing_word, closed_by) on finding to tungnha_app;
