"""断り. What the database would refuse by a constraint, in the words that an administrator reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from councils.refusals import Refused


class UsernameTaken(Refused):
    sentence = "この利用者名は、すでに使われています。別の利用者名にしてください。"
    field = "username"


class AuditorAlone(Refused):
    sentence = "監査担当は、同じ期間にほかの職を兼ねられません。期間が重ならないようにするか、別の方にしてください。"


class PostElsewhere(Refused):
    sentence = "この方の所属では、この職に就けません。先に異動の手続きをしてください。"


class HeldAlready(Refused):
    sentence = "この方は、同じ職を同じ期間にすでに持っています。期間を確かめてください。"


class OwnProposal(Refused):
    sentence = "ご自身の提案は、ご自身では確認できません。別の管理者にお願いしてください。"


class AboutOneself(Refused):
    sentence = "ご自身についての提案は、ご自身では確認できません。別の管理者にお願いしてください。"


class Oneself(Refused):
    sentence = "ご自身については、この操作はできません。別の管理者にお願いしてください。"


class Settled(Refused):
    sentence = "この提案は、すでに確認または取下げが済んでいます。一覧を開き直してください。"


class WaitsAlready(Refused):
    sentence = "同じ内容の提案が、すでに確認待ちです。先にその提案を確認するか、取り下げてください。"


class NotActive(Refused):
    sentence = "この方は停止中か、退職の手続きが済んでいます。停止を解除してから行ってください。"


class AlreadySuspended(Refused):
    sentence = "この方は、すでに停止中です。"


class NotSuspended(Refused):
    sentence = "この方は停止中ではありません。"


class NoFactor(Refused):
    sentence = "この方は、まだ招待を受け取っていません。招待の用紙を渡すか、招待をやり直してください。"


class InOneHand(Refused):
    sentence = (
        "この方は二つめの確認（確認アプリ・パスキー）を登録していないため、お一人では招待をやり直せません。"
        "先に「サインインのやり直し」を提案し、別の管理者か所属長の確認を受けてください。"
    )


class NoEarlierEnd(Refused):
    sentence = "最終日は、昨日以降で、開始日以降、いまの終了日より前の日にしてください。"
    field = "last_day"


class LaterPost(Refused):
    sentence = "異動日以降に始まる職が、いまの所属にあります。先にその職を終えるか、異動日を後の日にしてください。"
    field = "since"


class SameCouncil(Refused):
    sentence = "いまと同じ所属です。異動先を選び直してください。"
    field = "council"


class OtherZone(Refused):
    sentence = (
        "市区町村社協と都道府県社協の間の異動は、サインインの画面が変わるため、"
        "いまの利用者を終了し、新しい所属で招待し直してください。"
    )


class UntrainedYet(Refused):
    sentence = "指定日は、研修受講日以降の日にしてください。"
    field = "since"


class CodeNotGood(Refused):
    sentence = (
        "招待コードが違うか、期限が切れているか、すでに使われています。"
        "用紙のコードをもう一度入力し、それでも進めないときは管理者に新しい招待を頼んでください。"
    )
    field = "code"


_BY_CONSTRAINT: dict[str, type[Refused]] = {
    "councils_staff_username_key": UsernameTaken,
    "post_auditor_alone": AuditorAlone,
    "post_at_home": PostElsewhere,
    "post_of_its_council": PostElsewhere,
    "post_held_once": HeldAlready,
    "post_held_once_from_a_day": HeldAlready,
    "proposal_confirmed_by_another": OwnProposal,
    "proposal_confirmed_by_no_subject": AboutOneself,
    "proposal_settled_once": Settled,
    "proposal_waits_once": WaitsAlready,
    "proposal_for_the_active": NotActive,
    "invitation_of_the_active": NotActive,
    "invitation_by_two_hands": InOneHand,
    "suspended_once": AlreadySuspended,
    "administers_another": Oneself,
    "end_is_earlier": NoEarlierEnd,
    "move_after_the_last_post": LaterPost,
    "designation_follows_training": UntrainedYet,
}


@contextmanager
def in_words() -> Iterator[None]:
    """Where the database was asked first, or somebody else was quicker: its refusal with our sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refused:
        name = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", None)
        refusal = _BY_CONSTRAINT.get(name or "")
        if refusal is None:
            raise
        raise refusal from refused
