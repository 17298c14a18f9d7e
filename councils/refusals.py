"""断り. A rule that says no: the sentence that staff will read, and its HTTP status."""

from collections.abc import Callable, Sequence


class Refused(Exception):
    """A rule says no. Everything else that is raised is a fault and goes up untouched."""

    sentence = "この操作は行えません。"
    status = 409
    field: str | None = None

    def __init__(self, sentence: str | None = None, *, field: str | None = None) -> None:
        self.sentence = sentence or self.sentence
        self.field = field or self.field
        super().__init__(self.sentence)

    def each(self) -> "tuple[Refused, ...]":
        """One by one, each with its own field."""
        return (self,)


class Several(Refused):
    """Several rules say no to one form."""

    def __init__(self, refusals: Sequence[Refused]) -> None:
        super().__init__("".join(refusal.sentence for refusal in refusals))
        self.refusals = tuple(refusals)

    def each(self) -> tuple[Refused, ...]:
        return self.refusals


def check_all(*checks: Callable[[], None]) -> None:
    """Asks every rule before it says no: nobody mends a form one sentence at a time. Raises Refused, Several."""
    refusals: list[Refused] = []
    for check in checks:
        try:
            check()
        except Refused as refusal:
            refusals += refusal.each()
    if len(refusals) > 1:
        raise Several(refusals)
    if refusals:
        raise refusals[0]


class NotPermitted(Refused):
    sentence = "この操作を行う権限がありません。別の職で操作する場合は、画面右上で職を切り替えてください。"
    status = 403


class NotFound(Refused):
    """Absent and somebody else's are one answer."""

    sentence = "お探しの記録は見つかりません。番号をご確認ください。"
    status = 404


class StepNotAllowed(Refused):
    sentence = "いまの状態では、この操作は行えません。画面を開き直して、状態をご確認ください。"


class Stale(Refused):
    sentence = (
        "ほかの方が先に保存しました。入力した内容はこの画面に残っています。"
        "新しい内容と見比べて、もう一度保存してください。"
    )

    def __init__(self, version: int, sentence: str | None = None) -> None:
        super().__init__(sentence)
        self.version = version


class OwnWork(Refused):
    sentence = "ご自身が担当した申込は、ご自身では決裁できません。別の方にお願いしてください。"
