"""二つめの確認. The second factors that a member of staff has enrolled: 確認アプリ and パスキー."""

from collections.abc import Iterable
from hmac import compare_digest
from typing import Any

from allauth.mfa.base.internal.flows import delete_dangling_recovery_codes
from allauth.mfa.models import Authenticator
from django.conf import settings

from councils.models import Post
from councils.permissions import SECOND_FACTOR_DUE, PostKind
from councils.refusals import NotFound, Refused
from councils.settings.registry import SECOND_FACTOR_FOR_ALL
from councils.settings.values import value_of
from councils.tenancy import Actor
from councils.trail import write

# Recovery codes are no factor of their own: they stand in for one of these.
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class LastFactor(Refused):
    sentence = (
        "最後の一つは削除できません。この職には、パスワードのほかに二つめの確認が必要です。"
        "入れ替えるときは、先に新しいものを登録してください。"
    )


def enrolled(staff_id: Any) -> list[Authenticator]:
    """Oldest first."""
    return list(Authenticator.objects.filter(user_id=staff_id, type__in=KINDS).order_by("pk"))


def has_factor(staff_id: Any, *kinds: str) -> bool:
    return bool(Authenticator.objects.filter(user_id=staff_id, type__in=kinds or KINDS).exists())


def codes_left(staff_id: Any) -> int:
    """回復コードの残り."""
    codes = Authenticator.objects.filter(user_id=staff_id, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0


def spend_recovery_code(staff: Any, code: str) -> Authenticator | None:
    """回復コード. Spent here, since the library saves a whole row, and no login may change more than its data."""
    found = Authenticator.objects.select_for_update(of=("self",)).filter(
        user_id=staff.pk, type=Authenticator.Type.RECOVERY_CODES
    )
    for codes in found:
        for index, each in enumerate(codes.wrap().generate_codes()):
            if compare_digest(each.encode(), code.encode()) and not codes.data["used_mask"] >> index & 1:
                codes.data["used_mask"] |= 1 << index
                codes.save(update_fields=["data"])
                codes.user = staff
                return codes
    return None


def is_due_by_post(post: Post) -> bool:
    """By zone and by post, whatever the prefecture says (walls.md §6)."""
    return settings.ZONE == "gate" or PostKind(post.kind) in SECOND_FACTOR_DUE


def is_due_by_prefecture(prefecture_id: str) -> bool:
    """県の設定. Read in a post: the signing-in stages see no prefecture's rows."""
    return bool(value_of(prefecture_id, SECOND_FACTOR_FOR_ALL.name))


def remove(factor_id: int, *, posts: Iterable[Post], by: Actor) -> None:
    """登録の削除. Raises NotFound; LastFactor where one is due in any post that the person holds."""
    factors = enrolled(by.person_id)
    found = next((factor for factor in factors if factor.pk == factor_id), None)
    if found is None:
        raise NotFound
    check_not_last(factors, posts=posts, by=by)
    found.delete()
    delete_dangling_recovery_codes(found.user)
    write.act("remove_factor", result=found.type)


def check_not_last(factors: list[Authenticator], *, posts: Iterable[Post], by: Actor) -> None:
    """Raises LastFactor."""
    is_due = any(is_due_by_post(post) for post in posts) or is_due_by_prefecture(by.prefecture_id)
    if len(factors) == 1 and is_due:
        raise LastFactor
