"""The services of a machine that has none: PostgreSQL 18 and Redis from PyPI packages, as children of `make run`."""

from config.embedded.children import AlreadyRunning, CannotStart, Child, plain_environment
from config.embedded.folders import forget
from config.embedded.postgres import Cluster
from config.embedded.redis import Redis

__all__ = ["AlreadyRunning", "CannotStart", "Child", "Cluster", "Redis", "forget", "plain_environment"]
