import type { Migration } from './migration.ts'

// Every key begins with (campaign_id, unit_code): so one unit's rows lie together, and may be spread by unit.
// No sequences, triggers, advisory locks or partitions: the same SQL is to run on distributed PostgreSQL.
export const firstCampaign: Migration = {
  number: 1,
  name: 'first-campaign',
  sql: `
create table setting (
  key text primary key,
  value jsonb not null
);

create table campaign (
  id text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,39}$'),
  title text not null,
  year integer not null,
  authority text not null,
  questionnaire_id text not null,
  notice text not null,
  requirements jsonb not null,
  opens_on date not null,
  due_on date not null,
  closes_on date not null,
  major_event text not null,
  contacts jsonb not null,
  created_at timestamptz not null,
  check (opens_on <= due_on and due_on <= closes_on)
);

create table unit (
  code text primary key check (code ~ '^[A-Z0-9-]{1,20}$'),
  name text not null unique,
  kind text not null,
  school_class text check (school_class in ('I', 'II', 'III')),
  credit_code text,
  created_at timestamptz not null
);

create table account (
  id text primary key,
  username text not null unique check (username = lower(username)),
  name text not null,
  role text not null check (role in ('administrator', 'reviewer', 'observer', 'unit-administrator', 'filler', 'approver')),
  unit_code text references unit,
  password_hash text not null,
  must_change_password boolean not null,
  disabled boolean not null default false,
  failures integer not null default 0,
  locked_until timestamptz,
  last_signed_in_at timestamptz,
  created_at timestamptz not null,
  check ((unit_code is null) = (role in ('administrator', 'reviewer', 'observer')))
);
create index account_by_unit on account (unit_code);

create table session (
  token_hash text primary key,
  id text not null unique,
  account_id text not null references account on delete cascade,
  address text not null,
  browser text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_by_account on session (account_id);

create table commission_key (
  fingerprint text primary key,
  suite integer not null check (suite in (1, 2)),
  public_key jsonb not null,
  locked text not null,
  created_at timestamptz not null,
  retired_at timestamptz
);

create table submission (
  campaign_id text not null references campaign,
  unit_code text not null references unit,
  state text not null check (state in ('awaited', 'filling', 'submitted', 'returned', 'accepted')),
  revision integer not null default 0,
  late boolean not null default false,
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  reason text not null default '',
  last_worked_at timestamptz,
  primary key (campaign_id, unit_code)
);
create index submission_by_state on submission (campaign_id, state);

create table draft (
  campaign_id text not null,
  unit_code text not null,
  version integer not null,
  filing jsonb not null,
  -- Holds what no package holds yet.
  edited boolean not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (campaign_id, unit_code),
  foreign key (campaign_id, unit_code) references submission
);

-- Drafts that were given up for a package's content: nothing typed is ever lost.
create table draft_kept (
  campaign_id text not null,
  unit_code text not null,
  version integer not null,
  filing jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (campaign_id, unit_code, version),
  foreign key (campaign_id, unit_code) references submission
);

create table signing_key (
  campaign_id text not null,
  unit_code text not null,
  fingerprint text not null,
  public_key jsonb not null,
  locked jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz,
  revoked_by text,
  primary key (campaign_id, unit_code, fingerprint),
  foreign key (campaign_id, unit_code) references submission
);

create table package (
  campaign_id text not null,
  unit_code text not null,
  number integer not null,
  revision integer not null,
  digest text not null,
  content_digest text not null,
  previous text,
  size integer not null,
  sealed_at timestamptz not null,
  blob text not null,
  signer text not null,
  received_at timestamptz not null,
  received_by text not null,
  submitted_as integer,
  filing jsonb not null,
  remarks jsonb not null,
  warnings integer not null,
  hints integer not null,
  primary key (campaign_id, unit_code, number),
  unique (campaign_id, unit_code, digest),
  foreign key (campaign_id, unit_code) references submission
);

create table figure (
  campaign_id text not null,
  unit_code text not null,
  number integer not null,
  sys_total_total integer, sys_total_l5 integer, sys_total_l4 integer, sys_total_l3 integer, sys_total_l2 integer,
  sys_total_l1 integer, sys_total_ungraded integer,
  sys_assessed_total integer, sys_assessed_l4 integer, sys_assessed_l3 integer, sys_assessed_l2 integer,
  sys_assessed_unassessed integer,
  sys_rectified_total integer, sys_rectified_l4 integer, sys_rectified_l3 integer, sys_rectified_l2 integer,
  sys_rectified_unrectified integer,
  sys_self_checked_total integer, sys_self_checked_l4 integer, sys_self_checked_l3 integer,
  sys_self_checked_l2 integer, sys_self_checked_unchecked integer,
  primary key (campaign_id, unit_code, number),
  foreign key (campaign_id, unit_code, number) references package
);

create table piece (
  campaign_id text not null,
  unit_code text not null,
  revision integer not null,
  piece text not null check (piece in ('form', 'summary', 'letter')),
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  source text not null check (source in ('package', 'upload', 'generated')),
  kept_at timestamptz not null,
  kept_by text not null,
  primary key (campaign_id, unit_code, revision, piece),
  foreign key (campaign_id, unit_code) references submission
);

-- Which bytes a unit may read back: whatever it or its packages brought in.
create table attachment (
  campaign_id text not null,
  unit_code text not null,
  sha256 text not null,
  size integer not null,
  primary key (campaign_id, unit_code, sha256),
  foreign key (campaign_id, unit_code) references submission
);

create table comment (
  campaign_id text not null,
  unit_code text not null,
  id text not null,
  at text not null,
  says text not null,
  revision integer not null,
  made_by text not null,
  made_at timestamptz not null,
  resolved_by text,
  resolved_at timestamptz,
  primary key (campaign_id, unit_code, id),
  foreign key (campaign_id, unit_code) references submission
);

create table receipt (
  campaign_id text not null,
  unit_code text not null,
  revision integer not null,
  number text not null,
  package_number integer not null,
  content jsonb not null,
  issued_at timestamptz not null,
  primary key (campaign_id, unit_code, revision),
  foreign key (campaign_id, unit_code, package_number) references package
);

create table trail (
  id text primary key,
  happened_at timestamptz not null,
  account_id text,
  done_by text not null,
  verb text not null,
  campaign_id text,
  unit_code text,
  about text,
  details jsonb not null,
  address text
);
create index trail_by_unit on trail (campaign_id, unit_code, happened_at);
create index trail_by_time on trail (happened_at);
`,
}
