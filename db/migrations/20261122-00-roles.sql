-- What each role of the application may do in this schema, and how policies learn whose request it is.
-- The roles themselves belong to the cluster and exist before this file runs (tungnha migrate, or the launcher of the
-- embedded server, makes them): owner of the schema (whoever runs this), tungnha_app, tungnha_worker, tungnha_auth.

grant usage on schema public to tungnha_app, tungnha_worker, tungnha_auth;

-- Tables that later files make. Row-level security narrows this; a table that a role must not see revokes it there.
-- tungnha_auth gets nothing by default: the file with the tables of sign-in names what it may touch.
alter default privileges in schema public
  grant select, insert, update, delete on tables to tungnha_app, tungnha_worker;
alter default privileges in schema public
  grant usage, select on sequences to tungnha_app, tungnha_worker;

-- Readiness asks whether this program and this database fit together.
grant select on schema_migration to tungnha_app, tungnha_worker;

-- The scope of the request, set per transaction (inScope in src/platform/server/db.ts), for use in policies:
--   using (team_id = any (app_teams()))
-- Without a scope they are null, and null = any(...) is never true: no scope, no rows. nullif because a setting that
-- was local to an earlier transaction of the session reads as '' afterwards. Plain SQL, stable: the planner inlines
-- them, so that the comparison can use an index.
create function app_account() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.account', true), '')::uuid;

create function app_teams() returns uuid[] language sql stable parallel safe
  return nullif(current_setting('app.teams', true), '')::uuid[];

create function app_provinces() returns uuid[] language sql stable parallel safe
  return nullif(current_setting('app.provinces', true), '')::uuid[];

create function app_communes() returns uuid[] language sql stable parallel safe
  return nullif(current_setting('app.communes', true), '')::uuid[];
