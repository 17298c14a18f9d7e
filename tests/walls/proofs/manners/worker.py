"""A gate's worker without a broker: it looks after these prefectures, one after the other, until it is ended."""

import sys
import time

import django


def main() -> None:
    django.setup()
    from django.db import close_old_connections

    from inquiry.vault.actions.look import look

    prefectures = sys.argv[1:]
    while True:
        for prefecture_id in prefectures:
            if not look(prefecture_id):
                time.sleep(0.05)
        close_old_connections()


if __name__ == "__main__":
    main()
