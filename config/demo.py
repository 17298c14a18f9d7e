"""デモの職員. Invented people who can sign in to a demo; their passwords are random, per checkout."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

TOKYO, KANAGAWA = "130001", "140007"
CHIYODA, SETAGAYA, YOKOHAMA = "131016", "131121", "141003"


@dataclass(frozen=True)
class Account:
    """デモの利用者. zone and post say where and as what; totp_secret is empty where no second factor is due."""

    zone: str
    post: str
    council: str
    username: str
    name: str
    password: str
    totp_secret: str


_PEOPLE = (
    ("counter", "counsellor", CHIYODA, "aoba", "青葉 みどり"),
    ("counter", "counter_chief", CHIYODA, "wakaba", "若葉 茂"),
    ("counter", "counsellor", SETAGAYA, "kozue", "梢 陽子"),
    ("counter", "counsellor", YOKOHAMA, "minato", "湊 航"),
    ("office", "reviewer", TOKYO, "sakura", "桜井 春"),
    ("office", "subsection_chief", TOKYO, "momiji", "椛島 秋"),
    ("office", "section_chief", TOKYO, "kaede", "楓 実"),
    ("office", "secretary_general", TOKYO, "keyaki", "欅 正道"),
    ("office", "president", TOKYO, "kusunoki", "楠 和子"),
    ("office", "administrator", TOKYO, "kanri", "管野 理"),
    ("office", "administrator", TOKYO, "nodoka", "長閑 司"),
    ("office", "auditor", TOKYO, "kansa", "監物 正"),
    ("office", "reviewer", KANAGAWA, "ajisai", "紫陽 藍"),
    ("gate", "inquiry_officer", TOKYO, "shirabe", "調 慎"),
    ("gate", "inquiry_officer", TOKYO, "tashika", "確井 守"),
    ("gate", "auditor", TOKYO, "mimamori", "見守 誠"),
    ("gate", "administrator", TOKYO, "mamoru", "真守 律"),
    ("gate", "administrator", TOKYO, "subaru", "昴 統"),
)
_WITHOUT_FACTOR = ("counsellor", "counter_chief", "reviewer")


def accounts(folder: Path) -> list[Account]:
    """The demo's people, with the passwords of this checkout; whoever is new since is added."""
    file = folder / "demo.json"
    kept = [Account(**row) for row in json.loads(file.read_text())] if file.exists() else []
    known = {account.username for account in kept}
    everybody = [*kept, *(_made(*person) for person in _PEOPLE if person[3] not in known)]
    if len(everybody) > len(kept):
        file.touch(mode=0o600)
        file.write_text(json.dumps([asdict(account) for account in everybody], ensure_ascii=False, indent=1))
    return everybody


def _made(zone: str, post: str, council: str, username: str, name: str) -> Account:
    factor = "" if post in _WITHOUT_FACTOR else _base32(20)
    return Account(zone, post, council, username, name, secrets.token_urlsafe(12), factor)


def _base32(length: int) -> str:
    return "".join(secrets.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") for _ in range(length * 8 // 5))
