"""Starts one stand-in: `python -m inquiry.standin resident --port N` or `network`."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from .journal import FileJournal, Journal, NoJournal
from .network import InformationNetwork
from .population import population
from .resident import ResidentNetwork
from .server import LOOPBACK, Routes, Server
from .settings import Control, Settings, milliseconds, share


def main() -> int:
    wanted = _arguments()
    control = Control(
        Settings(
            latency_ms=wanted.latency_ms,
            error_rate=wanted.error_rate,
            answer_after_ms=wanted.answer_after_ms,
        )
    )

    def started(port: int) -> None:
        print(f"{wanted.network} stand-in on http://{LOOPBACK}:{port}", flush=True)

    try:
        asyncio.run(Server(_routes(wanted, control), control).run(wanted.port, started))
    except OSError as unavailable:
        print(f"{wanted.network} stand-in: {unavailable.strerror}", file=sys.stderr)
        return 1
    return 0


def _routes(wanted: argparse.Namespace, control: Control) -> Routes:
    people = population(wanted.people, wanted.seed)
    if wanted.network == "resident":
        return ResidentNetwork(people).routes()
    journal: Journal = FileJournal(wanted.journal) if wanted.journal else NoJournal()
    return InformationNetwork(people, control, journal).routes()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m inquiry.standin", description=__doc__)
    parser.add_argument("network", choices=("resident", "network"))
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one and prints it")
    parser.add_argument("--people", type=int, default=_from_environment("PEOPLE", "2000"))
    parser.add_argument("--seed", type=int, default=_from_environment("SEED", "1"))
    parser.add_argument("--latency-ms", type=milliseconds, default=_from_environment("LATENCY_MS", "0"))
    parser.add_argument("--error-rate", type=share, default=_from_environment("ERROR_RATE", "0"))
    parser.add_argument("--answer-after-ms", type=milliseconds, default=_from_environment("ANSWER_AFTER_MS", "100"))
    parser.add_argument("--journal", type=Path, help="network only: a file that remembers what was taken in")
    return parser.parse_args()


def _from_environment(name: str, otherwise: str) -> str:
    """argparse reads a default given as text as it reads an argument."""
    return os.environ.get(f"STANDIN_{name}", otherwise)


if __name__ == "__main__":
    sys.exit(main())
