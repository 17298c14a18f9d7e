"""休止. Whether a connection rests now, and why: stopped by an officer, in its quiet hours, or its breaker open."""

from datetime import time

from django.db import models
from django.utils import timezone

from inquiry.vault.models import Breaker, LineRule, Source, Stop


class Rest(models.TextChoices):
    """休止の理由."""

    STOPPED = "stopped", "この県の担当者が停止しました"
    QUIET = "quiet", "休止の時間帯です"
    OPEN = "open", "続けて失敗したため、しばらく送信を見合わせています"


def rule_of(line: Source) -> LineRule | None:
    """The rule that holds today."""
    return LineRule.objects.filter(line=line, since__lte=timezone.localdate()).order_by("-since").first()


def stop_of(line: Source) -> Stop | None:
    """Of the acting prefecture."""
    return Stop.objects.filter(line=line, resumed_by__isnull=True).first()


def breaker_of(line: Source) -> Breaker | None:
    return Breaker.objects.filter(line=line, provider="", opened_at__isnull=False).first()


def rest_of(line: Source) -> Rest | None:
    """None where requests may be sent. The limiter asks the same of the database for itself."""
    if is_off(line):
        return Rest.STOPPED if stop_of(line) else Rest.QUIET
    return Rest.OPEN if breaker_of(line) else None


def room(line: Source, at_most: int) -> int:
    """How many exchanges without a turn may begin now: none while the line rests, one to try a breaker that is due."""
    breaker = breaker_of(line)
    if is_off(line):
        return 0
    if breaker is None or breaker.probe_at is None:
        return at_most
    return 1 if breaker.probe_at <= timezone.now() else 0


def is_off(line: Source) -> bool:
    """Nothing at all goes out: not for codes, and not to fetch what was answered."""
    rule = rule_of(line)
    return stop_of(line) is not None or rule is None or _is_quiet(rule, timezone.localtime().time())


def _is_quiet(rule: LineRule, now: time) -> bool:
    """Hours that begin in the evening end in the morning."""
    begins, ends = rule.quiet_from, rule.quiet_until
    if begins is None or ends is None:
        return False
    return begins <= now < ends if begins <= ends else now >= begins or now < ends
