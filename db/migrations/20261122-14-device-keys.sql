-- Keys that open the data on members' phones again when a PIN is forgotten. Owner slice: identity.

-- A phone wraps its data key with this key and then forgets it; the server gives it out only to who has just signed in
-- with the password. It opens nothing without the phone's own storage. Sealed with a key made from the installation's
-- secret, which is in no backup of the database.
create table device_key (
  account_id uuid not null references auth_user (id) on delete cascade,
  device_id uuid not null,                           -- made by the phone; a name, no secret
  sealed bytea not null,                             -- 32 bytes, AES-256-GCM, bound to account and device
  kept_at timestamptz not null default now(),        -- the oldest go when an account keeps too many
  primary key (account_id, device_id)                -- leads with the foreign key; looked up by both
);

-- As the other tables of sign-in: an error in a query of the application finds no key.
revoke all on device_key from tungnha_app, tungnha_worker;
grant select, insert, update, delete on device_key to tungnha_auth;
