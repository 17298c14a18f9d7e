"""`make reset`: forgets what the embedded servers keep outside .local (see config/README.md)."""

import os
import sys
from pathlib import Path

from config.embedded import CannotStart, forget
from config.zones import ROOT


def main() -> None:
    local = Path(os.environ.get("LOCAL_DIR", str(ROOT / ".local"))).resolve()
    try:
        for name in ("postgres", "redis"):
            forget(local / name)
    except CannotStart as sentence:
        sys.exit(str(sentence))


if __name__ == "__main__":
    main()
