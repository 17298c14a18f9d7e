"""Applications over all councils, by SQL: Tokyo with as many as it holds claims, a tenth of them at one council."""

import os

import psycopg

from config.demo import CHIYODA
from tests.bench.indexes import dropped

# Source: house.md §6: Tokyo holds 729,400 claims. Fewer (BENCH_CASES=50000) show a plan sooner; no aim is met by them.
WHOLE = 729_400
OF_TOKYO = int(os.environ.get("BENCH_CASES", WHOLE))
OF_CHIYODA, ELSEWHERE = OF_TOKYO // 10, OF_TOKYO * 128_000 // WHOLE
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
  client_phone, topics, gist, other_schemes, counsellor_id, counsellor_name, is_shared, version)
SELECT gen_random_uuid(), prefecture_id, code, 'applying', '2026-04-01', '架空　一郎', 'カクウ　イチロウ', '',
  '{}', '', '', 1, '架空 職員', true, 1
FROM spread
"""
APPLICATION = """
INSERT INTO loans_application (id, prefecture_id, municipal_council_id, consultation_id, terms_id, fund, state,
  created_at, receipt_number, prefectural_number, applicant_name, applicant_kana, applicant_phone, reason, reason_text,
  outlook, amount_yen, grace_months, repayment_months, bank_name, bank_branch, account_number, account_holder_kana,
  statements, is_nondisclosure, version, counsellor_id, counsellor_name, submitted_by, submitted_at, forwarded_by,
  forwarded_at)
SELECT gen_random_uuid(), c.prefecture_id, c.municipal_council_id, c.id, (SELECT min(id) FROM loans_fundterms),
  CASE WHEN n %% 997 = 0 THEN 'RE_PROTECTED' ELSE 'KINKYU' END, made.state, born,
  c.municipal_council_id || '-R8-' || lpad(n::text, 6, '0'),
  CASE WHEN is_left THEN left(c.prefecture_id, 2) || '-R8-KINKYU-' || lpad(n::text, 6, '0') END,
  heads[at1] || tails[at2] || '　' || firsts[at3] || lasts[at4],
  head_kana[at1] || tail_kana[at2] || '　' || first_kana[at3] || last_kana[at4],
  '090-' || lpad((hashint4(n + 5) & 8191)::text, 4, '0') || '-'
    || lpad(((hashint4(n + 6) & 65535) %% 10000)::text, 4, '0'),
  'WAITING_BENEFIT', '初回の給与が支給されるまで。', '来月から月18万円の給与。', 80000, 2, 12,
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
-- few beginnings and many endings, as names are: the first of each list is the commonest by far
CROSS JOIN LATERAL (SELECT 1 + floor(power((hashint4(n) & 65535) / 65536.0, 1.6) * 30)::int AS at1,
  1 + floor(power((hashint4(n + 1) & 65535) / 65536.0, 1.4) * 24)::int AS at2,
  1 + floor(power((hashint4(n + 2) & 65535) / 65536.0, 1.4) * 30)::int AS at3,
  1 + floor(power((hashint4(n + 3) & 65535) / 65536.0, 1.4) * 24)::int AS at4) places
CROSS JOIN (SELECT %(heads)s::text[] AS heads, %(head_kana)s::text[] AS head_kana, %(tails)s::text[] AS tails,
  %(tail_kana)s::text[] AS tail_kana, %(firsts)s::text[] AS firsts, %(first_kana)s::text[] AS first_kana,
  %(lasts)s::text[] AS lasts, %(last_kana)s::text[] AS last_kana) parts
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
# Everybody's own row, and one more person in every other household.
MEMBERS = """
INSERT INTO loans_member (id, prefecture_id, municipal_council_id, is_forwarded, application_id, position, name, kana,
  born, sex, relation, postcode, address, occupation)
SELECT gen_random_uuid(), prefecture_id, municipal_council_id, forwarded_at IS NOT NULL, id, place,
  CASE place WHEN 0 THEN applicant_name ELSE left(applicant_name, 2) || '　' || right(applicant_name, 1) || '子' END,
  CASE place WHEN 0 THEN applicant_kana ELSE split_part(applicant_kana, '　', 1) || '　アオイコ' END,
  (1940 + (hashint8(right(receipt_number, 6)::int) & 63)) || '-04-01', '',
  CASE place WHEN 0 THEN 'self' ELSE 'wife' END,
  '100-0000', '架空町一丁目', ''
FROM loans_application CROSS JOIN LATERAL generate_series(0, (right(receipt_number, 6)::int & 1)) place
"""
_PARTS = {
    "heads": "山 田 中 小 大 高 石 木 村 林 森 川 上 松 竹 藤 井 佐 渡 斉 吉 清 水 北 西 東 南 桜 杉 梅",
    "head_kana": "ヤマ タ ナカ コ オオ タカ イシ キ ムラ ハヤシ モリ カワ ウエ マツ タケ フジ イ サ ワタ サイ"
    " ヨシ キヨ ミズ キタ ニシ ヒガシ ミナミ サクラ スギ ウメ",
    "tails": "田 藤 山 川 本 村 野 原 島 木 井 口 沢 谷 崎 岡 林 森 橋 田原 野田 部 塚 浦",
    "tail_kana": "タ トウ ヤマ カワ モト ムラ ノ ハラ シマ キ イ グチ サワ タニ サキ オカ"
    " バヤシ モリ ハシ タハラ ノダ ベ ツカ ウラ",
    "firsts": "健 美 明 花 真 直 幸 和 千 由 恵 正 秀 雅 裕 智 優 陽 拓 翔 結 咲 彩 沙 亜 麻 奈 久 文 光",
    "first_kana": "ケン ミ アキ ハナ マ ナオ ユキ カズ チ ユ エ マサ ヒデ マサ ヒロ トモ ユウ ヨウ タク ショウ ユイ サ"
    " アヤ サ ア"
    " マ ナ ヒサ フミ ミツ",
    "lasts": "子 一 美 太 恵 之 郎 香 代 司 樹 介 里 奈 也 人 江 雄 音 斗 希 菜 枝 彦",
    "last_kana": "コ イチ ミ タ エ ユキ ロウ カ ヨ ジ キ スケ リ ナ ヤ ト エ オ ネ ト キ ナ エ ヒコ",
}
NAMES = {name: words.split() for name, words in _PARTS.items()}
EVENLY = "is_tokyo = %(is_tokyo)s AND place = n %% places"


# What these rows do not say is said by the application, not by the database: every such column is left empty here.
SILENT = """
SELECT attrelid::regclass::text, attname, CASE
  WHEN typcategory = 'A' THEN '{}' WHEN typname = 'jsonb' THEN '{}' WHEN typcategory = 'B' THEN 'false'
  WHEN typcategory = 'N' THEN '0' WHEN typcategory = 'D' THEN '2026-04-01' ELSE '' END
FROM pg_attribute JOIN pg_type t ON t.oid = atttypid
WHERE attrelid = ANY (%s::regclass[]) AND attnum > 0 AND NOT attisdropped AND attnotnull AND NOT atthasdef
  AND typname <> 'uuid'
"""
TABLES = ["loans_consultation", "loans_application", "loans_return", "loans_member"]


def seed(administrator: str) -> None:
    with dropped(administrator, TABLES), psycopg.connect(administrator, dbname="cases") as connection:
        connection.execute("SET session_replication_role = replica")
        for table, column, empty in connection.execute(SILENT, [TABLES]).fetchall():
            connection.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT '{empty}'")
        connection.execute(COUNCILS)
        connection.execute(CONSULTATIONS)
        _applications(connection, "spread.code = %(code)s", first=1, last=OF_CHIYODA, code=CHIYODA)
        _applications(connection, EVENLY, first=OF_CHIYODA + 1, last=OF_TOKYO, is_tokyo=True)
        _applications(connection, EVENLY, first=OF_TOKYO + 1, last=APPLICATIONS, is_tokyo=False)
        connection.execute(RETURNS)
        connection.execute(MEMBERS)
    with psycopg.connect(administrator, dbname="cases", autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE) loans_application, loans_consultation, loans_return, loans_member")


def _applications(connection: psycopg.Connection, whose: str, **facts: object) -> None:
    connection.execute(APPLICATION.replace("WHOSE", whose), {**NAMES, **facts})
