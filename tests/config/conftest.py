"""One embedded PostgreSQL for all tests of this folder."""

import pytest

from config import bootstrap
from config.embedded import Cluster
from config.secrets import Secrets
from config.servers import Servers


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    cluster = Cluster(tmp_path_factory.mktemp("embedded") / "postgres", durable=False)
    cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def secrets(tmp_path_factory):
    return Secrets.load_or_make(tmp_path_factory.mktemp("secrets"))


@pytest.fixture(scope="session")
def servers(cluster):
    redis = {zone: f"redis://127.0.0.1/{zone}" for zone in ("counter", "office", "gate")}
    return Servers(cases=cluster.url(), vault=cluster.url(), redis=redis, broker=redis)


@pytest.fixture(scope="session")
def prepared(cluster, secrets, servers):
    bootstrap.prepare(secrets, servers)
    return cluster
