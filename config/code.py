"""`make code WHO=momiji`: the second factor of a demo account now, for who has no authenticator app at hand."""

import os
import sys
from pathlib import Path

from config.demo import accounts
from config.walk.browser import totp
from config.zones import ROOT


def main() -> None:
    local = Path(os.environ.get("LOCAL_DIR", str(ROOT / ".local")))
    factors = {each.username: each.totp_secret for each in accounts(local) if each.totp_secret}
    username = sys.argv[1] if len(sys.argv) > 1 else ""
    if username not in factors:
        sys.exit(f"Demo accounts with a second factor: {', '.join(factors)}.")
    print(totp(factors[username]))


if __name__ == "__main__":
    main()
