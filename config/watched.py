"""One child under watch: when it died, how often, and when it is started again."""

import time

from config.embedded.children import Child, ending, has_ended, make_end

SOON = 10.0  # seconds: dying sooner after the start than this is dying young
TOO_OFTEN = 5
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0


class KeepsDying(Exception):
    """A child died young again and again; the sentence holds the tail of its log."""


class Watched:
    """A child, and the process that it is at the moment."""

    def __init__(self, child: Child, *, is_service: bool = False) -> None:
        self.child = child
        self.is_service = is_service
        self._died_young = 0
        self._due = 0.0
        self._begin()

    def look(self) -> str:
        """What happened, as a sentence; empty when nothing did. Raises KeepsDying."""
        if self._collected:
            return self._begin_when_due()
        return self._bury() if has_ended(self.running) else ""

    def _begin(self) -> None:
        self.running = self.child.start()
        self._started = time.monotonic()
        self._collected = False

    def _begin_when_due(self) -> str:
        if time.monotonic() < self._due:
            return ""
        self._begin()
        return f"{self.child.name} runs again as process {self.running.pid}."

    def _bury(self) -> str:
        """Collects it, ends what it left behind, and sets the time for the next start."""
        young = time.monotonic() - self._started < SOON
        make_end(self.running, deadline=0)
        self._collected = True
        self._died_young = self._died_young + 1 if young else 0
        if self._died_young >= TOO_OFTEN:
            raise KeepsDying(self._sentence())
        pause = min(FIRST_PAUSE * 2 ** max(self._died_young - 1, 0), LONGEST_PAUSE)
        self._due = time.monotonic() + pause
        return f"{self.child.name} ended ({ending(self.running.returncode)}) and is started again in {pause:.1f} s."

    def _sentence(self) -> str:
        what = f"{self.child.name} died {TOO_OFTEN} times within {SOON:.0f} s of its start"
        return f"{what} ({ending(self.running.returncode)}). {self.child.log} ends:\n{self.child.last_words()}"
