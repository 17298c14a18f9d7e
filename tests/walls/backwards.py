"""Takes back every migration of this zone's home database, newest first; as its owner, in a process of its own."""

import django
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def main() -> None:
    django.setup()
    executor = MigrationExecutor(connection)
    # One at a time, as an operator would who looks for the step that fails; nothing is loaded in between.
    for app in sorted(executor.loader.migrated_apps):
        executor.loader.build_graph()
        executor.migrate([(app, None)])


if __name__ == "__main__":
    main()
