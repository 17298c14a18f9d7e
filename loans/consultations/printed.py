"""相談受付票の印刷. As it was recorded; what was not asked is room for a pen. Fields: workflow-and-forms.md §3.1."""

from datetime import datetime

from django.utils import timezone

from councils.era import wareki
from councils.models import Council
from councils.papers.form import Checks, Form, Lines, Pairs, Signatures, print_form
from councils.papers.letter import Check, Row
from councils.tenancy import Actor
from loans.consultations.models import Consultation


def consultation_form(consultation: Consultation) -> bytes:
    """相談受付票. Raises CharacterNotInFont."""
    form, stamp = facts_of_consultation(consultation)
    return print_form(form, stamp=stamp)


def facts_of_consultation(consultation: Consultation) -> tuple[Form, datetime]:
    """相談受付票の中身, and when it was written."""
    now = timezone.localtime()
    topics = set(consultation.topics)
    form = Form(
        title="相談受付票",
        council=Council.objects.get(pk=consultation.municipal_council_id).name,
        number="",
        printed=wareki(now.date()),
        parts=(
            Pairs(
                "",
                (
                    Row("フリガナ", consultation.client_kana),
                    Row("相談日", wareki(consultation.came_on) if consultation.came_on else ""),
                    Row("氏名", consultation.client_name),
                    Row("電話番号", consultation.client_phone),
                    Row("生年月日", ""),
                    Row("相談員", consultation.counsellor_name),
                    Row("住所", "", is_emphasised=True),
                ),
            ),
            Checks("ご相談の内容", tuple(Check(each.label, each.value in topics) for each in Consultation.Topic)),
            Lines("相談の要旨", consultation.gist),
            Lines("他制度の確認結果", consultation.other_schemes),
            Signatures("関係機関と情報を共有することに同意します", ("署名",)),
        ),
    )
    return form, now


def blank_consultation_form(by: Actor) -> bytes:
    """相談受付票, to be filled in by pen."""
    empty = Consultation(municipal_council_id=by.council_id, topics=[])
    return consultation_form(empty)
