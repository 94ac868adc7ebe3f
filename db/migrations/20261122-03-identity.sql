-- Accounts, roles on places and teams, and the tables of better-auth. Owner slice: identity.

-- What the application knows of an account; how it signs in stands in auth_user under the same id. Name and sign-in
-- name stand in both: offices list accounts, and the application's role may not read the tables of sign-in.
create table account (
  id uuid primary key,
  name text not null check (name <> ''),
  folded text not null,
  sign_in_name text not null unique,                 -- a phone number (+84...) or a user name
  place_id uuid references place (id),               -- the office that keeps it; null for members of teams
  province_id uuid not null references place (id),   -- row-level security; the nation itself for the centre
  state text not null default 'active' check (state in ('active', 'disabled')),
  -- The first password stood on a slip, or was chosen before a role asked for a longer one: nothing is allowed until it
  -- has been changed.
  must_change_password boolean not null default false,
  created_by uuid references account (id),           -- null: made by the installation, or by accepting an invitation
  created_at timestamptz not null default now()
);
create index account_place on account (place_id);          -- foreign key; the accounts of an office
create index account_province on account (province_id);    -- foreign key; row-level security
create index account_created_by on account (created_by);   -- foreign key

-- A role on a place or a team; it reaches everything below. Roles of members follow from membership and are not here.
create table role_grant (
  id uuid primary key,
  account_id uuid not null references account (id),
  role text not null,
  place_id uuid references place (id),
  team_id uuid references team (id),
  province_id uuid not null references place (id),         -- row-level security; the nation itself for the centre
  valid_from timestamptz not null default now(),
  valid_to timestamptz,                                    -- exclusive; null: until revoked
  granted_by uuid references account (id),                 -- null: made by the installation
  revoked_by uuid references account (id),
  check (num_nonnulls(place_id, team_id) = 1),
  check (valid_to >= valid_from)
);
create index role_grant_account on role_grant (account_id);       -- foreign key; the roles of an account, at each request
create index role_grant_place on role_grant (place_id);           -- foreign key; who holds a role on a place
create index role_grant_team on role_grant (team_id);             -- foreign key
create index role_grant_province on role_grant (province_id);     -- foreign key; row-level security
create index role_grant_granted_by on role_grant (granted_by);    -- foreign key
create index role_grant_revoked_by on role_grant (revoked_by);    -- foreign key
-- The same role on the same place once at a time.
create unique index role_grant_current on role_grant (account_id, role, coalesce(place_id, team_id)) where valid_to is null;

alter table account enable row level security;
alter table role_grant enable row level security;
create policy scope on account to tungnha_app
  using (id = app_account() or place_id = any (app_communes()) or province_id = any (app_provinces()));
create policy scope on role_grant to tungnha_app
  using (account_id = app_account() or place_id = any (app_communes()) or province_id = any (app_provinces()));
create policy worker on account to tungnha_worker using (true);
create policy worker on role_grant to tungnha_worker using (true);

-- Accounts came after the tables that name them.
alter table member add foreign key (account_id) references account (id);
alter table invitation add foreign key (created_by) references account (id);
alter table roster_import add foreign key (created_by) references account (id);

-- The tables of better-auth 1.7.25: printed once by its own migration generator from
-- src/slices/identity/server/auth-options.ts, then frozen here; only the wording of SQL was made ours.
create table auth_user (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique,                        -- never written to: <id>@invalid, because better-auth wants one
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp,
  username text unique                               -- the sign-in name
);
create table auth_session (
  id uuid primary key default gen_random_uuid(),
  expires_at timestamptz not null,
  token text not null unique,                        -- looked up at each request; useless without the server's signature
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,                   -- last use, to the hour
  ip_address text,
  user_agent text,
  user_id uuid not null references auth_user (id) on delete cascade,
  device_name text                                   -- as the field app names the phone; null for browsers
);
create table auth_account (
  id uuid primary key default gen_random_uuid(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references auth_user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,                                     -- scrypt
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null
);
create table auth_verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create table auth_rate_limit (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,                          -- address and path, or a hash of the sign-in name
  count integer not null,
  last_request bigint not null                       -- ms since 1970
);
create index auth_session_user on auth_session (user_id);                 -- foreign key; the devices of an account
create index auth_account_user on auth_account (user_id);                 -- foreign key
create index auth_verification_identifier on auth_verification (identifier); -- looked up by better-auth

-- Only the role of sign-in reaches them: an error in a query of the application finds no password and no token.
revoke all on auth_user, auth_session, auth_account, auth_verification, auth_rate_limit from tungnha_app, tungnha_worker;
grant select, insert, update, delete on auth_user, auth_session, auth_account, auth_verification, auth_rate_limit to tungnha_auth;

-- Who is this account and what does it reach: everything that a request needs, in one call beside the session's row.
-- With the owner's rights, because the answer is what row-level security is then set to. What each role may do is not
-- known here (src/slices/identity/shared/roles.ts), so communes come with their teams whatever the role.
-- plpgsql, because it keeps its plan for the session; a function in SQL would plan all this at each request.
create function account_reach(wanted uuid) returns jsonb
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin return (
  select jsonb_build_object(
    'name', a.name,
    'signInName', a.sign_in_name,
    'state', a.state,
    'mustChangePassword', a.must_change_password,
    'memberId', (select m.id from member m where m.account_id = a.id),
    'teams', coalesce((
      select jsonb_agg(jsonb_build_object('role', s.role, 'teamId', s.team_id) order by s.team_id)
      from member m
      join membership s on s.member_id = m.id and s.left_on is null
      join team t on t.id = s.team_id and t.status <> 'dissolved'
      where m.account_id = a.id), '[]'),
    'grants', coalesce((
      select jsonb_agg(jsonb_build_object(
        'role', g.role,
        'on', coalesce(g.place_id, g.team_id),
        'level', coalesce(p.level, 'team'),
        'provinceIds', case p.level
          when 'nation' then (select jsonb_agg(q.id) from place q where q.id = p.id or q.parent_id = p.id)
          when 'province' then jsonb_build_array(p.id)
        end,
        'communeId', p.commune_id,
        'teamIds', case
          when p.commune_id is not null
            then (select coalesce(jsonb_agg(t.id), '[]') from team t where t.commune_id = p.commune_id and p.id = any (t.path))
        end) order by g.id)
      from role_grant g
      left join place p on p.id = g.place_id
      where g.account_id = a.id and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())), '[]'))
  from account a
  where a.id = wanted
); end $$;
revoke all on function account_reach(uuid) from public;
grant execute on function account_reach(uuid) to tungnha_auth;

-- A member signs in with their phone number: when the number in the list changes, so does the name, in the transaction of
-- that change, and the old number opens nothing more. With the owner's rights, because the application may not touch the
-- tables of sign-in; so only a name that was the old number becomes the number that the account's member now has.
-- False: another account has the new number already.
create function sign_in_by_new_phone(wanted uuid, was text, becomes text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (
    select from account a join member m on m.account_id = a.id and m.phone = becomes
    where a.id = wanted and a.sign_in_name = was)
  then return true; end if;
  if exists (select from account where sign_in_name = becomes) then return false; end if;
  -- Left behind by somebody whose account was never committed.
  delete from auth_user u where u.username = becomes and not exists (select from account a where a.id = u.id);
  update account set sign_in_name = becomes where id = wanted;
  update auth_user set username = becomes, updated_at = now() where id = wanted;
  return true;
end $$;
revoke all on function sign_in_by_new_phone(uuid, text, text) from public;
grant execute on function sign_in_by_new_phone(uuid, text, text) to tungnha_app, tungnha_worker;

-- Who an office's account belongs to, also where the reader's scope ends (the province looked at a team of the commune):
-- an audit that hides the official is none. Accounts of members keep their names to themselves.
create function office_accounts(wanted uuid[]) returns table (id uuid, name text, place_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.name, a.place_id from account a where a.id = any (wanted) and a.place_id is not null
$$;
revoke all on function office_accounts(uuid[]) from public;
grant execute on function office_accounts(uuid[]) to tungnha_app;
