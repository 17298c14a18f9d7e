"""Applications over all councils, by SQL: Tokyo with as many as it holds claims, a tenth of them at one council."""

import psycopg

from config.demo import CHIYODA

# Source: house.md §6: Tokyo holds 729,400 claims.
OF_TOKYO, OF_CHIYODA, ELSEWHERE = 729_400, 72_940, 128_000
APPLICATIONS = OF_TOKYO + ELSEWHERE

# As a superuser with triggers off: rows as the actions write them, without a million actions.
COUNCILS = """
CREATE TEMP TABLE spread AS
SELECT code, prefecture_id, row_number() OVER (PARTITION BY prefecture_id = '130001' ORDER BY code) - 1 AS place,
  count(*) OVER (PARTITION BY prefecture_id = '130001') AS places, prefecture_id = '130001' AS is_tokyo
FROM councils_council WHERE kind = 'municipal'
"""
CONSULTATIONS = """
INSERT INTO loans_consultation (id, prefecture_id, municipal_council_id, state, came_on, client_name, client_kana,
  client_phone, topics, gist, other_schemes, counsellor_id, counsellor_name, is_shared, version, channel, route,
  visitor, visitor_name, visitor_phone, client_born, client_sex, client_postcode, client_address, housing, members,
  work, occupation, outlook, main_topic, debts, wish, fund, reason_text, health_insurance, pension, schemes, answers,
  sharing, next_note, carried, kept_version, told)
SELECT gen_random_uuid(), prefecture_id, code, 'applying', '2026-04-01', '架空　一郎', 'カクウ　イチロウ', '',
  '{}', '', '', 1, '架空 職員', true, 1, '', '', '', '', '', '', '', '', '', '', '[]', '', '', '', '', '', '', '', '',
  '', '', '{}', '{}', '', '', '{}', 0, '{}'
FROM spread
"""
APPLICATION = """
INSERT INTO loans_application (id, prefecture_id, municipal_council_id, consultation_id, terms_id, fund, state,
  created_at, receipt_number, prefectural_number, applicant_name, applicant_kana, applicant_phone, reason, reason_text,
  outlook, amount_yen, grace_months, repayment_months, bank_name, bank_branch, account_number, account_holder_kana,
  statements, is_nondisclosure, version, counsellor_id, counsellor_name, submitted_by, submitted_at, forwarded_by,
  forwarded_at)
SELECT gen_random_uuid(), c.prefecture_id, c.municipal_council_id, c.id, (SELECT min(id) FROM loans_fundterms),
  'KINKYU', made.state, born, n::text, CASE WHEN is_left THEN n::text END, '架空　' || n, 'カクウ　' || n,
  '090-0000-0000', 'WAITING_BENEFIT', '初回の給与が支給されるまで。', '来月から月18万円の給与。', 80000, 2, 12,
  '見本銀行', '架空支店', '0000001', 'カクウ　イチロウ', '{one,two,three}', false, 1, 1, '架空 職員',
  CASE WHEN made.state <> 'draft' THEN 1 END, CASE WHEN made.state <> 'draft' THEN born END,
  CASE WHEN is_left THEN 1 END, CASE WHEN is_left THEN born + interval '2 days' END
FROM (
  SELECT n, timestamptz '2024-04-01' + n * interval '1 minute' AS born,
    (ARRAY['draft', 'submitted', 'returned', 'withdrawn', 'forwarded', 'received', 'inquiry', 'review', 'approval',
      'denied', 'approved', 'approved', 'approved', 'approved', 'approved', 'approved'])
      [1 + (hashint4(n + 7) & 15)] AS state
  FROM generate_series(%(first)s::int, %(last)s::int) n
) made
CROSS JOIN LATERAL (SELECT made.state NOT IN ('draft', 'submitted') AS is_left) left_the_counter
JOIN spread ON WHOSE
JOIN loans_consultation c ON c.municipal_council_id = spread.code
"""
RETURNS = """
INSERT INTO loans_return (id, prefecture_id, municipal_council_id, is_forwarded, application_id, reasons, note, due_on,
  returned_by, returned_name)
SELECT gen_random_uuid(), prefecture_id, municipal_council_id, true, id, '{PAPER_MISSING}', '書類を付けてください。',
  '2099-01-31', 1, '架空 職員'
FROM loans_application WHERE state = 'returned'
"""
EVENLY = "is_tokyo = %(is_tokyo)s AND place = n %% places"


def seed(administrator: str) -> None:
    with psycopg.connect(administrator, dbname="cases") as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(COUNCILS)
        connection.execute(CONSULTATIONS)
        _applications(connection, "spread.code = %(code)s", first=1, last=OF_CHIYODA, code=CHIYODA)
        _applications(connection, EVENLY, first=OF_CHIYODA + 1, last=OF_TOKYO, is_tokyo=True)
        _applications(connection, EVENLY, first=OF_TOKYO + 1, last=APPLICATIONS, is_tokyo=False)
        connection.execute(RETURNS)
    with psycopg.connect(administrator, dbname="cases", autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE) loans_application, loans_consultation, loans_return")


def _applications(connection: psycopg.Connection, whose: str, **facts: object) -> None:
    connection.execute(APPLICATION.replace("WHOSE", whose), facts)
