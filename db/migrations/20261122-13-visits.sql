-- The visit in full: with a group and by phone, who else took part, who was named, back-dated with a reason, follow-ups
-- that were ticked off; steps of platforms. Owner slices: visits, library, indicators. What is new may be null, which means
-- none: rows of before stay as they are, and phones that hold them need not fetch them again.

alter table visit
  add column members uuid[],                               -- team mates who took part besides made_by; as the phone named them
  add column persons jsonb,                                -- [{personId, skills: [{skill, level}]}], only with the register on
  add column attendance text check (attendance in ('count', 'list')),
  add column backdate_reason text,
  add column follow_up_done jsonb,                         -- {on, by, word}: ticked off without a visit
  drop constraint visit_place_check,
  drop constraint visit_check,
  -- Two more places; by phone a household of the list may be named, or none.
  add constraint visit_place check (place in ('home', 'desk', 'group', 'phone')),
  add constraint visit_door check (case place when 'home' then household_id is not null when 'phone' then true
    else household_id is null end),
  -- How a group was counted is known of groups, and of nothing else.
  add constraint visit_attendance check ((place = 'group') = (attendance is not null));

-- What is open and pressing in a team: read with every look at its follow-ups.
create index visit_follow_up on visit (team_id, follow_up_on)
  where follow_up_on is not null and cancelled_on is null and follow_up_done is null;

-- Steps of a platform, [{code, vi, en}], in the order in which they are done; null: it has none.
alter table library_item add column steps jsonb;

-- The definition says what is counted by now; the code stays, because nothing that was counted means anything else.
update indicator set
  explanation_vi = 'Số lượt thành viên đến hộ, trực điểm hỗ trợ, hướng dẫn nhóm hoặc hỗ trợ qua điện thoại trong kỳ, mọi kết quả; không tính lượt đã hủy.',
  explanation_en = 'Visits to doors, turns at help desks, group sessions and help by phone in the period, whatever the outcome; cancelled ones do not count.'
where code = 'visits';

insert into indicator (position, code, group_code, vi, en, explanation_vi, explanation_en, unit_vi, unit_en,
  numerator, denominator, factor, recorded_with, headline, family) values
  (425, 'platforms.used-alone', 'platforms', 'Nền tảng tự dùng được', 'Platforms used alone',
    'Số lượt trong kỳ mà thành viên thấy người dân tự dùng được nền tảng.',
    'Times in the period in which the member saw people use a platform by themselves.',
    'lượt', 'times', '[{"measure": "platform.used-alone", "kind": "flow"}]',
    null, 1, 'visits', null, null),
  (142, 'visits.group', 'visits', 'Buổi hướng dẫn nhóm', 'Group sessions',
    'Số buổi trong kỳ hướng dẫn cùng lúc một nhóm người; số người đến dự nằm trong lượt người được hướng dẫn.',
    'Sessions in the period at which a group was guided together; those who came are among the people-turns.',
    'buổi', 'sessions', '[{"measure": "visits.group", "kind": "flow"}]',
    null, 1, 'visits', null, null),
  (144, 'visits.phone', 'visits', 'Lượt hỗ trợ qua điện thoại', 'Help by phone',
    'Số lượt trong kỳ hướng dẫn qua điện thoại hoặc cuộc gọi hình. Không tính là đã đến hộ.',
    'Times in the period at which people were guided by a call. Not counted as a visit to a door.',
    'lượt', 'calls', '[{"measure": "visits.phone", "kind": "flow"}]',
    null, 1, 'visits', null, null);

-- How a visit came to be what it is: corrections, ticks, cancelling. Without visit.record, by far the commonest command,
-- so that recording writes nothing here.
create index command_visit on command (subject_id, seq) where subject_kind = 'visit' and name <> 'visit.record';
