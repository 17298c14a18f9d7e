"""住所の一覧. Every address of each zone: to whom it opens, by which methods, and of what the ids in it are.

A new address needs one line here; without it the proof is red. `of` names a kind of things.py ("" where the address
has no ids). ANYBODY stands for the pages of signing in, which answer whoever comes, each in its own way.
"""

from dataclasses import dataclass

from councils.permissions import PostKind as P

ANYBODY = frozenset(P) | {"nobody"}
EVERY_POST = frozenset(P)
COUNTER = frozenset({P.COUNSELLOR, P.COUNTER_CHIEF})
CHIEF = frozenset({P.COUNTER_CHIEF})
REVIEWER = frozenset({P.REVIEWER})
RANKS = frozenset({P.SUBSECTION_CHIEF, P.SECTION_CHIEF, P.SECRETARY_GENERAL, P.PRESIDENT})
OFFICER = frozenset({P.INQUIRY_OFFICER})
ADMINISTRATOR = frozenset({P.ADMINISTRATOR})
AUDITOR = frozenset({P.AUDITOR})
READS_TRAIL = ADMINISTRATOR | AUDITOR
GET, POST, FORM = ("GET",), ("POST",), ("GET", "POST")


@dataclass(frozen=True)
class Opens:
    """to: the posts that it opens to; methods: with GET goes HEAD, every other one is answered 405."""

    to: frozenset[str]
    methods: tuple[str, ...]
    of: str = ""


_COMMON = {
    "health": Opens(ANYBODY, GET),
    "account_login": Opens(ANYBODY, FORM),
    "account_logout": Opens(ANYBODY, FORM),
    "account_inactive": Opens(ANYBODY, GET),
    "account_reauthenticate": Opens(ANYBODY, FORM),
    "mfa_authenticate": Opens(ANYBODY, FORM),
    "mfa_reauthenticate": Opens(ANYBODY, FORM),
    "mfa_index": Opens(EVERY_POST, GET),
    "mfa_activate_totp": Opens(ANYBODY, FORM),
    "mfa_view_recovery_codes": Opens(ANYBODY, GET),
    "mfa_generate_recovery_codes": Opens(ANYBODY, FORM),
    "mfa_add_webauthn": Opens(ANYBODY, FORM),
    "invitation": Opens(ANYBODY, FORM),
    "signin:no_post": Opens(ANYBODY, GET),
    "signin:post": Opens(EVERY_POST, POST),
    "signin:cover": Opens(ANYBODY, POST),
    "signin:here": Opens(ANYBODY, GET),
    "signin:unlock": Opens(ANYBODY, FORM),
    "signin:remove_factor": Opens(EVERY_POST, POST, "factor"),
    "me:password": Opens(EVERY_POST, FORM),
    "me:end_device": Opens(EVERY_POST, POST),
    "me:end_other_devices": Opens(EVERY_POST, POST),
}
# of the office and of the gate
_ADMINISTRATION = {
    "staff:people": Opens(ADMINISTRATOR, GET),
    "staff:settings": Opens(ADMINISTRATOR, GET),
    "staff:setting": Opens(ADMINISTRATOR, FORM, "setting"),
    "staff:invite": Opens(ADMINISTRATOR, FORM),
    "staff:waiting": Opens(ADMINISTRATOR, GET),
    "staff:confirm": Opens(ADMINISTRATOR, POST, "proposal"),
    "staff:withdraw": Opens(ADMINISTRATOR, POST, "proposal"),
    "staff:end_post": Opens(ADMINISTRATOR, FORM, "post"),
    "staff:person": Opens(ADMINISTRATOR, GET, "entry"),
    "staff:invite_again": Opens(ADMINISTRATOR, FORM, "entry"),
    "staff:post": Opens(ADMINISTRATOR, FORM, "entry"),
    "staff:factor": Opens(ADMINISTRATOR, FORM, "entry"),
    "staff:leave": Opens(ADMINISTRATOR, FORM, "entry"),
    "staff:suspend": Opens(ADMINISTRATOR, FORM, "entry"),
    "staff:resume": Opens(ADMINISTRATOR, FORM, "entry"),
}
_TRAIL = {
    "trail:rows": Opens(READS_TRAIL, FORM),
    "trail:find_case": Opens(READS_TRAIL, FORM),
    "trail:find_person": Opens(READS_TRAIL, FORM),
    "trail:export": Opens(READS_TRAIL, FORM),
    "trail:alerts": Opens(READS_TRAIL, GET),
    "trail:confirm_alert": Opens(AUDITOR, FORM, "alert"),
}


def _talk(readers: frozenset[P]) -> dict[str, Opens]:
    """The talk of a case, and one's own notices: the same in both zones."""
    return {
        "loans:talk": Opens(readers, FORM, "case"),
        "loans:talk_part": Opens(readers, GET, "case"),
        "loans:read_talk": Opens(readers, POST, "case"),
        "loans:write_note": Opens(readers, POST, "case"),
        "loans:withdraw_message": Opens(readers, POST, "words"),
        "loans:notices": Opens(readers, GET),
        "loans:read_notices": Opens(readers, POST),
        "loans:choose_mail": Opens(readers, FORM),
    }


DECLARED: dict[str, dict[str, Opens]] = {
    "counter": {
        **_COMMON,
        "loans:desk": Opens(COUNTER, GET),
        "loans:today": Opens(COUNTER, GET),
        "loans:export_desk": Opens(CHIEF, POST),
        "loans:save_filter": Opens(COUNTER, POST),
        "loans:forget_filter": Opens(COUNTER, POST, "filter"),
        "loans:search": Opens(COUNTER, FORM),
        "loans:begin": Opens(COUNTER, POST),
        "loans:look": Opens(COUNTER, GET, "case"),
        "loans:look_talk": Opens(COUNTER, GET, "consultation"),
        "loans:memo": Opens(COUNTER, FORM, "case"),
        "loans:keep_memo": Opens(COUNTER, POST, "memo"),
        "loans:talk_memo": Opens(COUNTER, FORM, "consultation"),
        "loans:keep_talk_memo": Opens(COUNTER, POST, "talk_memo"),
        "loans:consult": Opens(COUNTER, FORM),
        "loans:consultation": Opens(COUNTER, GET, "consultation"),
        "loans:consultation_form": Opens(COUNTER, GET, "consultation"),
        "loans:interview": Opens(COUNTER, FORM, "talk_step"),
        "loans:ask": Opens(COUNTER, POST, "consultation"),
        "loans:carry": Opens(COUNTER, POST, "consultation"),
        "loans:show_client": Opens(COUNTER, GET, "consultation"),
        "loans:introduce": Opens(COUNTER, FORM, "consultation"),
        "loans:slip": Opens(COUNTER, GET, "referral"),
        "loans:close_consultation": Opens(COUNTER, POST, "consultation"),
        "loans:start": Opens(COUNTER, FORM, "consultation"),
        "loans:case": Opens(COUNTER, GET, "case"),
        "loans:edit": Opens(COUNTER, FORM, "case"),
        "loans:look_ahead": Opens(COUNTER, POST, "case"),
        "loans:take_over": Opens(COUNTER, POST, "case"),
        "loans:hand_over": Opens(COUNTER, FORM, "case"),
        "loans:consent": Opens(COUNTER, FORM, "member"),
        "loans:withdraw_consent": Opens(COUNTER, POST, "member"),
        "loans:add_document": Opens(COUNTER, FORM, "case"),
        "loans:portal": Opens(COUNTER, FORM, "case"),
        "loans:document": Opens(COUNTER, GET, "document"),
        "loans:remove_document": Opens(COUNTER, POST, "document"),
        "loans:submit": Opens(COUNTER, POST, "case"),
        "loans:reopen": Opens(COUNTER, POST, "case"),
        "loans:withdraw": Opens(COUNTER, POST, "case"),
        "loans:opine": Opens(COUNTER, FORM, "case"),
        "loans:answer_return": Opens(COUNTER, FORM, "case"),
        "loans:forward": Opens(CHIEF, FORM, "case"),
        "loans:hand_back": Opens(CHIEF, FORM, "case"),
        "loans:answer_correction": Opens(COUNTER, FORM, "correction"),
        **_talk(COUNTER),
        "loans:form": Opens(COUNTER, GET, "form"),
        "loans:letter": Opens(COUNTER, GET, "letter"),
        "loans:papers": Opens(COUNTER, GET, "case"),
        "loans:scenes": Opens(EVERY_POST, GET),
        "loans:recuse": Opens(COUNTER, FORM, "own_case"),
        "loans:lift_recusal": Opens(COUNTER, POST, "recusal"),
        "staff:factors": Opens(CHIEF, GET),
        "staff:confirm_factor": Opens(CHIEF, POST, "lost_factor"),
    },
    "office": {
        **_COMMON,
        **_ADMINISTRATION,
        **_TRAIL,
        "staff:move": Opens(ADMINISTRATOR, FORM, "entry"),
        "staff:home": Opens(ADMINISTRATOR, FORM, "entry"),
        "staff:factors": Opens(RANKS, GET),
        "staff:confirm_factor": Opens(RANKS, POST, "lost_factor"),
        "loans:home": Opens(EVERY_POST, GET),
        "loans:queue": Opens(REVIEWER, GET),
        "loans:today": Opens(REVIEWER | RANKS, GET),
        "loans:export_queue": Opens(REVIEWER, POST),
        "loans:next_case": Opens(REVIEWER, POST),
        "loans:save_filter": Opens(REVIEWER | RANKS, POST),
        "loans:forget_filter": Opens(REVIEWER | RANKS, POST, "filter"),
        "loans:search": Opens(REVIEWER | RANKS, FORM),
        "loans:look": Opens(REVIEWER | RANKS, GET, "case"),
        "loans:memo": Opens(REVIEWER | RANKS, FORM, "case"),
        "loans:keep_memo": Opens(REVIEWER | RANKS, POST, "memo"),
        "loans:scenes": Opens(EVERY_POST, GET),
        "loans:use": Opens(REVIEWER | RANKS, GET),
        "loans:extras": Opens(ADMINISTRATOR, GET),
        "loans:add_extra": Opens(ADMINISTRATOR, FORM),
        "loans:confirm_extra": Opens(ADMINISTRATOR, POST, "extra"),
        "loans:end_extra": Opens(ADMINISTRATOR, FORM, "extra"),
        "loans:sign_queue": Opens(RANKS, GET),
        "loans:choose_signing": Opens(RANKS, GET),
        "loans:confirm_signing": Opens(RANKS, FORM),
        "loans:case": Opens(REVIEWER | RANKS, GET, "case"),
        "loans:receive": Opens(REVIEWER, POST, "case"),
        "loans:return": Opens(REVIEWER, FORM, "case"),
        "loans:ask_correction": Opens(REVIEWER, FORM, "case"),
        "loans:close_correction": Opens(REVIEWER, POST, "correction"),
        "loans:cancel_correction": Opens(REVIEWER, POST, "correction"),
        **_talk(REVIEWER | RANKS),
        "loans:order": Opens(REVIEWER, FORM, "case"),
        "loans:protect": Opens(REVIEWER, POST, "case"),
        "loans:take_up": Opens(REVIEWER, FORM, "case"),
        "loans:propose": Opens(REVIEWER, FORM, "case"),
        "loans:sign": Opens(RANKS, FORM, "case"),
        "loans:send_back": Opens(RANKS, FORM, "case"),
        "loans:document": Opens(REVIEWER | RANKS, GET, "document"),
        "loans:form": Opens(REVIEWER | RANKS, GET, "form"),
        "loans:letter": Opens(REVIEWER | RANKS, GET, "letter"),
        "loans:recuse": Opens(REVIEWER | RANKS, FORM, "own_case"),
        "loans:lift_recusal": Opens(REVIEWER | RANKS, POST, "recusal"),
    },
    "gate": {
        **_COMMON,
        **_ADMINISTRATION,
        **_TRAIL,
        "staff:designate": Opens(ADMINISTRATOR, FORM, "entry"),
        "staff:end_designation": Opens(ADMINISTRATOR, FORM, "designation"),
        "officer:orders": Opens(EVERY_POST, GET),
        "officer:order": Opens(OFFICER, GET, "order"),
        "officer:progress": Opens(OFFICER, GET, "order"),
        "officer:ask": Opens(OFFICER, POST, "order"),
        "officer:confirm_looks": Opens(OFFICER, FORM, "order"),
        "officer:links": Opens(OFFICER, GET),
        "officer:person": Opens(OFFICER, FORM, "person"),
        "officer:confirm": Opens(OFFICER, POST, "person"),
        "officer:check": Opens(OFFICER, POST, "person"),
        "officer:undo": Opens(OFFICER, FORM, "person"),
        "officer:self_check": Opens(OFFICER, GET),
        "officer:reject": Opens(OFFICER, POST, "person"),
        "officer:leave_out": Opens(OFFICER, POST, "person"),
        "officer:look_up_again": Opens(OFFICER, POST, "person"),
        "officer:open_answers": Opens(OFFICER, POST, "person"),
        "officer:open_candidates": Opens(OFFICER, POST, "person"),
        "officer:ask_next": Opens(OFFICER, POST, "person"),
        "officer:leave_next": Opens(OFFICER, POST, "person"),
        "officer:codes": Opens(ADMINISTRATOR, FORM),
        "officer:many_codes": Opens(ADMINISTRATOR, FORM),
        "officer:limits": Opens(ADMINISTRATOR, FORM),
        "officer:refused": Opens(OFFICER | ADMINISTRATOR, GET),
        "officer:today": Opens(OFFICER, GET),
        "officer:files": Opens(OFFICER, GET),
        "officer:make_file": Opens(OFFICER, POST),
        "officer:file": Opens(OFFICER, FORM, "file"),
        "officer:terms": Opens(ADMINISTRATOR, FORM),
        "officer:stop": Opens(OFFICER, FORM, "order"),
        "officer:ask_emergency": Opens(OFFICER, FORM, "order"),
        "officer:emergencies": Opens(OFFICER, GET),
        "officer:emergency_reviews": Opens(READS_TRAIL, GET),
        "officer:allow_emergency": Opens(OFFICER, POST, "emergency"),
        "officer:refuse_emergency": Opens(OFFICER, POST, "emergency"),
        "officer:review_emergency": Opens(READS_TRAIL, POST, "emergency"),
        "officer:propose_mishap": Opens(OFFICER, FORM, "person"),
        "officer:mishaps": Opens(OFFICER, GET),
        "officer:mishap": Opens(OFFICER, FORM, "mishap"),
        "officer:mishap_record": Opens(OFFICER, GET, "mishap"),
        "officer:confirm_mishap": Opens(OFFICER, POST, "mishap"),
        "officer:lift_mishap": Opens(OFFICER, POST, "mishap"),
        "officer:judge_mishap": Opens(OFFICER, POST, "mishap"),
        "officer:end_mishap": Opens(OFFICER, POST, "mishap"),
        "officer:look": Opens(OFFICER, GET, "intent"),
        "officer:undecided": Opens(OFFICER, GET),
        "officer:lines": Opens(OFFICER, FORM),
        "officer:inquiry": Opens(OFFICER, FORM, "inquiry"),
        "officer:figures": Opens(OFFICER | ADMINISTRATOR, GET),
        "officer:training": Opens(ADMINISTRATOR, FORM),
        "officer:help": Opens(EVERY_POST, GET),
        "officer:questions": Opens(EVERY_POST, FORM),
        "officer:roles": Opens(EVERY_POST, GET),
    },
}
