const text = (subject: string, body: string) => ({ subject, text: body })
/** What is said to begin with, mildly first; finance keeps it up to date. */
const texts = [
  {
    en: text('Reminder: invoices due for payment', 'The invoices listed below were due. Perhaps they were overlooked: please pay them within a week. If you have paid already, we thank you, and this letter is of no concern.'),
    'zh-Hant': text('付款提醒：已到期發票', '下列發票已經到期，或許一時疏忽，敬請於一週內付款。若您已付款，謹此致謝，並請略過本信。'),
    'zh-Hans': text('付款提醒：已到期发票', '下列发票已经到期，可能是一时疏忽，请于一周内付款。如您已付款，谨此致谢，并请忽略本函。'),
  },
  {
    en: text('Second reminder: overdue invoices', 'In spite of our reminder the invoices listed below are still open. Please pay them within a week, or tell us what keeps you from it.'),
    'zh-Hant': text('第二次提醒：逾期發票', '雖經提醒，下列發票至今仍未付清。敬請於一週內付款，若有疑義請告知我們。'),
    'zh-Hans': text('第二次提醒：逾期发票', '虽经提醒，下列发票至今仍未付清。请于一周内付款，如有疑问请告知我们。'),
  },
  {
    en: text('Final reminder before further steps', 'The invoices listed below are long overdue. If they are not paid within a week, we stop deliveries and take further steps.'),
    'zh-Hant': text('最後通知：逾期帳款', '下列發票已逾期甚久。若未於一週內付清，我們將停止出貨並採取後續措施。'),
    'zh-Hans': text('最后通知：逾期账款', '下列发票已逾期较久。如未在一周内付清，我们将停止发货并采取后续措施。'),
  },
]
const levels = [[7, 7], [21, 10], [45, 14]]

/** Levels are data. A letter keeps what it said of each invoice; no invoice is dunned twice on a day. */
export const dunning = [`
  create table dunning_level (id uuid primary key, level int not null unique check (level between 1 and 9), days_overdue int not null check (days_overdue >= 0), interval_days int not null check (interval_days >= 1), fee numeric(19,6) check (fee > 0), texts jsonb not null, revision int not null default 1);
  create table dunning_setting (id uuid primary key, automatic boolean not null, updated_at timestamptz not null default now());
  create table dunning_hold (
    id uuid primary key, partner_id uuid references partner, account_id uuid references account, invoice_id uuid references invoice, check (num_nonnulls(partner_id, account_id, invoice_id) = 1), reason text not null,
    created_by_id uuid, created_at timestamptz not null default now(), released_at timestamptz, released_by_id uuid
  );
  create index dunning_hold_created on dunning_hold (created_at, id);
  create index dunning_hold_open on dunning_hold (partner_id, account_id, invoice_id) where released_at is null;
  create table dunning_run (id uuid primary key, day date not null, state text not null, created_by_id uuid, created_at timestamptz not null default now(), released_at timestamptz, released_by_id uuid, revision int not null default 1);
  create unique index dunning_run_prepared on dunning_run ((true)) where state = 'Prepared';
  create index dunning_run_day on dunning_run (day, id);
  create table dunning_letter (
    id uuid primary key, run_id uuid not null references dunning_run, partner_id uuid references partner, account_id uuid references account, check (num_nonnulls(partner_id, account_id) = 1), buyer_name text not null, address text, locale text not null,
    level int not null, totals jsonb not null, fee numeric(19,6), skipped boolean not null default false, sent_at timestamptz, unique (run_id, partner_id, account_id)
  );
  create index dunning_letter_partner on dunning_letter (partner_id); create index dunning_letter_account on dunning_letter (account_id);
  create table dunning_item (
    id uuid primary key, letter_id uuid not null references dunning_letter on delete cascade, invoice_id uuid not null references invoice, level int not null, open_amount numeric(19,6) not null, days int not null, sent_on date
  );
  create index dunning_item_letter on dunning_item (letter_id); create index dunning_item_invoice on dunning_item (invoice_id);
  create unique index dunning_item_once on dunning_item (invoice_id, sent_on) where sent_on is not null;
  insert into dunning_setting (id, automatic) values (gen_random_uuid(), false);
`, ...levels.map(([days, interval], index) => `insert into dunning_level (id, level, days_overdue, interval_days, texts) values (gen_random_uuid(), ${index + 1}, ${days}, ${interval}, '${JSON.stringify(texts[index])}')`)]
