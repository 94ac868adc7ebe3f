-- The tree of places and the lists of former units. Owner slice: places (src/slices/places/README.md). No person is in
-- here, so there is no row-level security; `place` also serves the platform's noun "place".

-- A place has an id of its own for good: official codes were given to other units in 2025, names change, so both are
-- dated attributes in tables of their own. kind and name here are the present ones.
create table place (
  id          uuid primary key,                       -- official units: made from their code, equal in all installations
  parent_id   uuid references place (id),
  level       text not null check (level in ('nation', 'province', 'commune', 'hamlet')),
  province_id uuid references place (id),             -- itself for a province; null for the nation
  commune_id  uuid references place (id),             -- itself for a commune; null above
  path        uuid[] not null,                        -- from the nation down to the place itself: what rights are checked on
  kind        text,                                   -- key of src/slices/places/shared/kinds.ts; null: the roster named none
  name        text not null check (name <> '' and name is nfc normalized),  -- without the kind: "Châu Thành"
  folded      text not null,                          -- the name without marks, lower case
  name_key    text not null,                          -- equal for spellings of one name ("Hoà Bình", "Hòa Bình")
  sort_key    text collate "vi-x-icu" not null,       -- Vietnamese order, numbers as numbers
  words       text not null,                          -- folded: its names of all times, then those above it
  search      tsvector generated always as (to_tsvector('simple', words)) stored,
  -- Null: not known. The sources say only that the special zones are islands; offices set the rest.
  is_minority_area boolean,
  is_border        boolean,
  is_island        boolean,
  is_difficult     boolean,                           -- especially difficult area (xã đặc biệt khó khăn)
  valid_from  date not null,
  valid_to    date check (valid_to > valid_from),     -- exclusive; null: exists
  created_at  timestamptz not null default now(),
  -- Rights are checked on the path: it must end in the place and be as long as its level is deep.
  check (path[cardinality(path)] = id),
  check (cardinality(path) = array_position(array['nation', 'province', 'commune', 'hamlet'], level)),
  check ((parent_id is null) = (level = 'nation')),
  check ((province_id is null) = (level = 'nation')),
  check ((commune_id is null) = (level in ('nation', 'province'))),
  check (kind is not null or level = 'hamlet')
);
create index place_parent on place (parent_id, sort_key);      -- foreign key; the places below one, in order
create index place_province on place (province_id);            -- foreign key; all places of a province
create index place_commune on place (commune_id);              -- foreign key; all hamlets of a commune
-- Search while typing: names that begin so, and words anywhere, also of the places above. Hamlets apart: there are thirty
-- times more of them, and a broad search must still find the communes within a bounded number of rows.
create index place_official_folded on place (folded text_pattern_ops) where level <> 'hamlet';
create index place_official_search on place using gin (search) where level <> 'hamlet';
create index place_hamlet_folded on place (folded text_pattern_ops) where level = 'hamlet';
create index place_hamlet_search on place using gin (search) where level = 'hamlet';
-- A hamlet is found again by the next roster: one living hamlet of a kind and name in a commune.
create unique index place_living_hamlet on place (parent_id, coalesce(kind, ''), name_key)
  where level = 'hamlet' and valid_to is null;

-- What a place was called when. Days before the first row read as the first row.
create table place_name (
  place_id   uuid not null references place (id),
  kind       text,
  name       text not null check (name is nfc normalized),
  valid_from date not null,
  valid_to   date check (valid_to > valid_from),               -- exclusive; null: still
  basis      text,                                             -- the resolution behind the change
  primary key (place_id, valid_from)
);
-- One present name.
create unique index place_name_present on place_name (place_id) where valid_to is null;

-- Official codes. Scheme 'gso2025': the General Statistics Office's codes since 1 July 2025 (QĐ 19/2025/QĐ-TTg).
create table place_code (
  place_id   uuid not null references place (id),
  scheme     text not null,
  code       text not null,
  valid_from date not null,
  valid_to   date check (valid_to > valid_from),               -- exclusive; null: still
  primary key (place_id, scheme, valid_from)
);
-- Found by code and day; a code names one place at a time, whatever it named before.
create unique index place_code_code on place_code (scheme, code, valid_from);
create unique index place_code_present on place_code (scheme, code) where valid_to is null;

-- Provinces and communes of before 1 July 2025, from two lists, and where they went: not a tree, a register to look up
-- old names and codes in rosters and reports.
create table former_unit (
  id            uuid primary key,                              -- made from list and code, equal in all installations
  list          text not null check (list in ('2023-04', '2025-06-30')),
  level         text not null check (level in ('province', 'commune')),
  code          text not null,
  kind          text not null,
  name          text not null check (name is nfc normalized),
  folded        text not null,
  name_key      text not null,
  district      text,                                          -- with its kind: "Huyện Định Hóa"; null for provinces
  district_code text,                                          -- only the list of 2023 has it
  province_code text not null,                                 -- of then
  province      text not null,                                 -- of then, with its kind: "Tỉnh Kiên Giang"
  province_id   uuid not null references place (id),           -- of today
  -- main: all of it, as far as the list says; several: divided, the successor has its main part; probable: a person must
  -- confirm the successor; unknown: merged between the lists, nobody has looked it up yet.
  succession    text not null check (succession in ('main', 'several', 'probable', 'unknown')),
  successor_id  uuid references place (id),
  continues     boolean not null,                              -- stands as the same unit in the later list
  words         text not null,                                 -- folded: names of the unit, its district, its province
  search        tsvector generated always as (to_tsvector('simple', words)) stored,
  check ((successor_id is null) = (succession = 'unknown'))
);
-- Found by the code of its time.
create unique index former_unit_code on former_unit (list, level, code);
create index former_unit_province on former_unit (province_id, list);  -- foreign key; the names an import compares with
create index former_unit_successor on former_unit (successor_id);      -- foreign key; "formed from"
-- Search finds each unit once, in the list where it stands last.
create index former_unit_folded on former_unit (folded text_pattern_ops) where not continues;
create index former_unit_search on former_unit using gin (search) where not continues;
