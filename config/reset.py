"""`make reset`: forgets what the embedded servers keep outside .local (see config/README.md)."""

import os
from pathlib import Path

from config.embedded import forget
from config.zones import ROOT


def main() -> None:
    local = Path(os.environ.get("LOCAL_DIR", str(ROOT / ".local"))).resolve()
    for name in ("postgres", "redis"):
        forget(local / name)


if __name__ == "__main__":
    main()
