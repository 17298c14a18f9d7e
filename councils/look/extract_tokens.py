"""デザイントークン. Copies the tokens of デジタル庁デザインシステム out of their npm package, and writes down which.

    npm pack @digital-go-jp/design-tokens
    python -m councils.look.extract_tokens digital-go-jp-design-tokens-1.1.9.tgz

Nobody edits the copies: a test compares them with the checksums in tokens.lock.json.
"""

import base64
import hashlib
import json
import sys
import tarfile
from pathlib import Path

LOOK = Path(__file__).parent
LOCK = LOOK / "tokens.lock.json"
COPIES = {"package/dist/tokens.css": "static/look/tokens.css", "package/LICENSE": "static/look/tokens.LICENSE"}


def member(package: tarfile.TarFile, name: str) -> bytes:
    """One file of the package. Raises KeyError or ValueError where the package has no such file."""
    content = package.extractfile(name)
    if content is None:
        raise ValueError(f"{name} is not a file")
    return content.read()


def integrity(archive: bytes) -> str:
    """The checksum as npm prints it (`npm view … dist.integrity`)."""
    return "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()


def extract(archive: Path) -> None:
    """Writes the copies and the lock."""
    with tarfile.open(archive) as package:
        about = json.loads(member(package, "package/package.json"))
        contents = {copy: member(package, source) for source, copy in COPIES.items()}
    for copy, content in contents.items():
        (LOOK / copy).write_bytes(content)
    lock = {
        "package": about["name"],
        "version": about["version"],
        "integrity": integrity(archive.read_bytes()),
        "sha256": {copy: hashlib.sha256(content).hexdigest() for copy, content in contents.items()},
    }
    LOCK.write_text(json.dumps(lock, indent=2) + "\n")


if __name__ == "__main__":
    extract(Path(sys.argv[1]))
