-- What a province's rule is tried on before it is decided. A province sees no resident: it gets what the rule looks at
-- (criteria, years of birth, levels of skills), without ids, names, doors or days, for its own teams alone, and the server
-- only counts it. Owner slice: households.

-- The next teams (in an order that is the same each time and has nothing to do with where or when they were made) whose
-- register is on, each with its doors at which somebody is written down; merged doors are read with the kept one.
create function register_profiles(province uuid, after_team text, how_many int)
  returns table (team text, doors jsonb) language sql stable security definer set search_path = public, pg_temp as $$
  with recursive chosen as (
    select g.team_id, md5(g.team_id::text) as place_in_line
    from register g
    join team t on t.id = g.team_id
    join commune_register s on s.commune_id = g.commune_id and s.version = g.switch_version
    where t.province_id = province and province = any (app_provinces()) and s.is_on
      and md5(g.team_id::text) > after_team
    order by place_in_line limit how_many
  ), kept as (
    select h.id as door, h.id as part, h.criteria, h.closed_on, chosen.place_in_line
    from chosen join household h on h.team_id = chosen.team_id where h.merged_into is null
    union all
    select kept.door, h.id, kept.criteria, kept.closed_on, kept.place_in_line
    from kept join household h on h.merged_into = kept.part
  ), lived_in as (
    select kept.place_in_line, jsonb_build_object('criteria', kept.criteria, 'closedOn', kept.closed_on, 'mergedInto', null,
      'persons', jsonb_agg(jsonb_build_object('birthYear', p.birth_year, 'criteria', p.criteria, 'skills', levels.by_skill,
        'restrictedOn', least(p.restricted_on, p.off_on, p.erased_on), 'leftOn', p.left_on, 'mergedInto', case when p.merged_into is not null then 'another' end))
      ) as door
    from kept join person p on p.household_id = kept.part
    cross join lateral (
      select coalesce(jsonb_object_agg(key, jsonb_build_object('level', value -> 'level')), '{}') as by_skill
      from jsonb_each(p.skills)
    ) as levels
    group by kept.place_in_line, kept.door, kept.criteria, kept.closed_on
  )
  select place_in_line, coalesce((select jsonb_agg(door) from lived_in l where l.place_in_line = chosen.place_in_line), '[]')
  from chosen order by place_in_line
$$;
revoke all on function register_profiles(uuid, text, int) from public;
grant execute on function register_profiles(uuid, text, int) to tungnha_app;

-- How many teams of a province have their register on.
create function teams_with_register(province uuid)
  returns int language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from register g
  join team t on t.id = g.team_id
  join commune_register s on s.commune_id = g.commune_id and s.version = g.switch_version
  where t.province_id = province and province = any (app_provinces()) and s.is_on
$$;
revoke all on function teams_with_register(uuid) from public;
grant execute on function teams_with_register(uuid) to tungnha_app;
