"""What is kept: both databases as a superuser copies them, the opened seals, and every zone's Redis."""

from django.conf import settings

from config.servers import Home
from inquiry.vault.crypto import case_box
from inquiry.vault.seals import cell_of
from tests.walls.proofs.canaries.deployment import Deployment
from tests.walls.proofs.canaries.places import Places

# by the beginning of a table's name, the first that fits
_PARTS: dict[Home, tuple[tuple[str, str], ...]] = {
    "cases": (
        ("loans_", "the case tables"),
        ("inquiry_desk_", "the slip"),
        ("councils_outbox", "outbox"),
        ("councils_trail", "trail"),
        ("councils_alert", "alerts"),
        ("councils_homedigest", "digests of homes"),
        ("", "people and rules"),
    ),
    "vault": (
        ("inquiry_vault_takenorder", "the order's copy"),
        ("inquiry_vault_person", "the order's copy"),
        ("councils_outbox", "outbox"),
        ("councils_trail", "trail"),
        ("councils_alert", "alerts"),
        ("", "everything else"),
    ),
}
_SEALED = (
    "SELECT s.prefecture_id, s.case_id, k.wrapped, s.ciphertext, s.id, s.person_id, s.what FROM inquiry_vault_sealed s"
    " JOIN inquiry_vault_casekey k ON k.prefecture_id = s.prefecture_id AND k.case_id = s.case_id"
)


def look_at_databases(deployment: Deployment, places: Places) -> None:
    for home, parts in _PARTS.items():
        for table, content in deployment.tables(home):
            part = next(name for beginning, name in parts if table.startswith(beginning))
            places.look(f"{home}: {part}", content, at=table)


def look_at_seals(deployment: Deployment, places: Places) -> None:
    """With the keys it is all there: that nothing was found without them means something."""
    settings.KEYSETS_DIR = str(deployment.folder / "keysets")
    with deployment.administrator("vault") as vault:
        for prefecture, case_id, wrapped, ciphertext, sealed_id, person_id, what in vault.execute(_SEALED):
            box = case_box(prefecture, case_id, bytes(wrapped))
            content = box.open(bytes(ciphertext), cell_of(prefecture, sealed_id, person_id))
            places.look("vault: opened with the prefecture's keys", content, at=what)


def look_at_redis(deployment: Deployment, places: Places) -> None:
    for zone in deployment.zones():
        places.look(f"redis: {zone}", deployment.redis(zone))
