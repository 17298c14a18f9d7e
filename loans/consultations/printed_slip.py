"""つなぎ先への連絡票の印刷. What the client agreed to have told, and room for the answer."""

from django.utils import timezone

from councils.era import wareki
from councils.models import Council, Letterhead
from councils.papers.form import Form, Lines, Pairs, Signatures, pens, print_form
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
                    Row("同意日", wareki(referral.consent_on)),
                ),
            ),
            Lines("お伝えすること（ご本人の同意を得た内容です）", referral.told),
            Lines("お願いすること", referral.asked),
            Lines("つなぎ先からのご連絡", ""),
            Pairs("ご連絡先", _sender(talk, referral)),
            Signatures("この内容を伝えることに同意します", pens("ご本人 署名")),
        ),
    )
    return print_form(form, stamp=now)


def _sender(talk: Consultation, referral: Referral) -> tuple[Row, ...]:
    """連絡元. Whom the agency answers; a council that has set nothing leaves room for a pen."""
    council = Council.objects.get(pk=talk.municipal_council_id)
    head = Letterhead.objects.filter(pk=council.pk).first() or Letterhead(council=council)
    hours = f"（{head.hours}）" if head.hours else ""
    place = f"〒{head.postcode}　{head.address}" if head.postcode else head.address
    return (
        Row("社会福祉協議会", council.name),
        Row("担当", referral.staff_name),
        Row("電話番号", f"{head.telephone}{hours}", is_emphasised=True),
        Row("住所", place, is_emphasised=True),
    )
