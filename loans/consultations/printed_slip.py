"""つなぎ先への連絡票の印刷. What the client agreed to have told, and room for the answer."""

from django.utils import timezone

from councils.era import wareki
from councils.models import Council, Letterhead
from councils.papers.form import Form, Lines, Pairs, Signatures, print_form
from councils.papers.letter import Row
from loans.consultations import rules, shown
from loans.consultations.models import Consultation, Referral


def slip_of(talk: Consultation, referral: Referral) -> bytes:
    """連絡票. Raises CharacterNotInFont."""
    now = timezone.localtime()
    names = {each.code: each.name for each in rules.schemes_on(referral.referred_on)}
    form = Form(
        title="つなぎ先への連絡票",
        council=Council.objects.get(pk=talk.municipal_council_id).name,
        number="",
        printed=wareki(now.date()),
        parts=(
            Pairs(
                "",
                (
                    Row("つなぎ先", f"{referral.agency}　御中", is_emphasised=True),
                    Row("制度", names.get(referral.scheme, "")),
                    Row("連絡日", wareki(referral.referred_on)),
                    Row("フリガナ", talk.client_kana),
                    Row("生年月日", shown.born_words(talk.client_born)),
                    Row("氏名", talk.client_name),
                    Row("電話番号", talk.client_phone),
                    Row("担当", referral.staff_name),
                    Row("同意日", wareki(referral.consent_on)),
                ),
            ),
            Lines("お伝えすること（ご本人の同意を得た内容です）", referral.told),
            Lines("お願いすること", referral.asked),
            Lines("つなぎ先からのご連絡", ""),
            Pairs("ご連絡先", _contact(talk.municipal_council_id)),
            Signatures("この内容を伝えることに同意します", ("ご本人 署名",)),
        ),
    )
    return print_form(form, stamp=now)


def _contact(council_id: str) -> tuple[Row, ...]:
    """ご連絡先. Whom the agency answers; what the council has not set is room for a stamp."""
    head = Letterhead.objects.filter(pk=council_id).first() or Letterhead(council_id=council_id)
    return (
        Row("電話番号", head.telephone),
        Row("受付時間", head.hours),
        Row("住所", " ".join(filter(None, (head.postcode, head.address))), is_emphasised=True),
    )
