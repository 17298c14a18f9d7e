"""Starts stand-ins for tests, as processes of their own on free ports of the loopback."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    url: str
    client: httpx.Client

    def post(self, path: str, content: object, **headers: str) -> httpx.Response:
        return self.client.post(path, json=content, headers=headers)

    def get(self, path: str, **query: str | list[str]) -> httpx.Response:
        return self.client.get(path, params=query)

    def settle(self, **settings: object) -> None:
        self.post("/settings", settings).raise_for_status()


@contextmanager
def running(*command: str) -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, "-m", *command, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with process:
        try:
            url = process.stdout.readline().split()[-1]
            with httpx.Client(base_url=url, trust_env=False) as client:
                yield Running(process, url, client)
        finally:
            process.kill()
