-- The catalogue from which members choose: skills, platforms, topics, kinds of difficulty; national, or of one place and
-- all below it. Owner slice: library. Shipped entries are loaded by src/slices/library/server/load-library.ts, because
-- they belong to places, and places are loaded too.
create table library_item (
  id uuid primary key,
  kind text not null check (kind in ('skill', 'platform', 'topic', 'difficulty')),
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'), -- what visits and figures name; never given another meaning
  place_id uuid not null references place (id),          -- it shows here and everywhere below
  vi text not null check (vi <> '' and vi is nfc normalized),
  en text not null check (en <> ''),
  -- Would hint at health or politics next to a person (health book, party handbook): counted, never tied to anybody.
  counts_only boolean not null default false,
  season_from text check (season_from ~ '^(0[1-9]|1[0-2])-[0-3][0-9]$'), -- 'MM-DD'; shown first in its season
  season_to text check (season_to ~ '^(0[1-9]|1[0-2])-[0-3][0-9]$'),
  position int not null default 0,                       -- order on the phone
  retired_on date,                                       -- no longer offered; old visits still name it
  shipped boolean not null default false,                -- kept up to date by the program, not by offices
  check ((season_from is null) = (season_to is null))
);
create index library_item_place on library_item (place_id, kind, position); -- foreign key; what a path of places offers
-- Codes are the country's: two provinces must not mean different things by one.
create unique index library_item_code on library_item (kind, code);
