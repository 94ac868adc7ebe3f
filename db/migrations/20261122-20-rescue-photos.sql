-- Rescue files carry photos too. Owner: platform.

alter table rescue_file add column photos int not null default 0; -- how many were in the file; files of before had none
