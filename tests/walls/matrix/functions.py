"""The functions of schema walls: whether one runs as the owner, and which login roles may call it."""

from dataclasses import dataclass

from config.servers import Home


@dataclass(frozen=True)
class Function:
    is_definer: bool
    roles: frozenset[str]


_NOBODY = frozenset[str]()


def _context(roles: str) -> dict[str, Function]:
    everybody = frozenset(roles.split())
    names = "staff_id council_id prefecture_id post signing_in case_council_id case_prefecture_id trail_prefecture_id"
    trail = "trail(verb text, case_id uuid, subject_id uuid, fields character varying[], purpose text, result text)"
    return {
        **{f"{name}()": Function(False, everybody) for name in names.split()},
        "context(field integer)": Function(True, everybody),
        trail: Function(True, everybody),
        # of triggers alone
        "append_only()": Function(False, _NOBODY),
        "guard_seal()": Function(False, _NOBODY),
    }


def _administration(pages: str, desk: str, worker: str) -> dict[str, Function]:
    """By name: who signs in, where administrators sit, whose tasks settle a new day."""
    everybody, desk_only = frozenset(pages.split()), frozenset({desk})
    inner = (
        "administered(of_staff bigint)",
        "begin_move(what councils_proposal)",
        "digest_of(code text)",
        "end_move(what councils_proposal)",
        "hold_entry()",
        "keep_factor()",
        "keep_roster()",
        "match_rights(of_staff bigint)",
        "stamp_proposal()",
        "switch_off(of_staff bigint, who bigint)",
        "tell_proposal()",
        "write_invitation(of_staff bigint, issuer bigint)",
    )
    return {
        "staff_prefecture_id()": Function(False, everybody),
        "chief_council_id()": Function(False, everybody),
        "today()": Function(False, _NOBODY),
        "rights_of(post text)": Function(False, _NOBODY),
        **dict.fromkeys(inner, Function(True, _NOBODY)),
        "invited(code text)": Function(True, everybody),
        "accept_invitation(code text, new_password text)": Function(True, everybody),
        "confirm(of_proposal uuid)": Function(True, everybody),
        "invite(of_username text, of_name text, of_council text, of_office_username text)": Function(True, desk_only),
        "issue_invitation(of_staff bigint)": Function(True, desk_only),
        "suspend(of_staff bigint)": Function(True, desk_only),
        "end_post(of_post bigint, last_day date)": Function(True, desk_only),
        "leave(of_staff bigint, last_day date)": Function(True, desk_only),
        "settle_staff()": Function(True, frozenset({worker})),
    }


_OFFICE, _GATE = frozenset({"office"}), frozenset({"gate"})
_GUARDS = (
    "forward_marks()",
    "forward_notices()",
    "forward_recusals()",
    "forward_sent()",
    "carry_protection()",
    "guard_lifting()",
    "spread_protection()",
    "guard_correction()",
    "guard_forwarding()",
    "guard_mailchoice()",
    "guard_notice()",
    "guard_paper()",
    "guard_proposal()",
    "guard_readmark()",
    "guard_leaving()",
    "guard_return()",
    "guard_returnitem()",
    "guard_words()",
    "ring_notice()",
    "forward_handovers()",
    "forward_memos()",
    "forward_people()",
    "forward_recusals()",
    "guard_consented()",
    "tell_revocation()",
    "forward_handovers()",
    "guard_handover()",
    "guard_memo()",
    "hand_over()",
    "guard_recusal()",
    "guard_recused()",
    "guard_application()",
    "guard_decision()",
    "guard_extra()",
    "guard_part()",
    "guard_post()",
    "guard_review()",
    "guard_signature()",
    "guard_subjects()",
)

# what a person is found by
_INDEXING = (
    "drop_keys(of_council text, source uuid, keys text[])",
    "fill_keys(of_council text)",
    "index_application()",
    "index_consultation()",
    "index_member()",
    "put_keys(of_prefecture text, of_council text, source uuid, application uuid, consultation uuid, is_seen boolean,"
    " keys text[])",
)
_KEYS = (
    "keys_of(row_of loans_application)",
    "keys_of(row_of loans_consultation)",
    "keys_of(row_of loans_member)",
    "search_keys(name text, kana text, phone text, VARIADIC numbers text[])",
)
_MANNERS = (
    "take_turns(wanted integer)",
    "take_lookup_turns(wanted integer)",
    "note_exchanges(of_line text, providers character varying[], answers integer[], faults integer[])",
    "prune_sends()",
    "trail_acts(of_verb character varying, cases uuid[], subjects uuid[], named character varying[], purposes text[],"
    " results text[])",
)
_TURNS = (
    "line_room(of_line text, wanted integer, OUT first_at timestamp with time zone, OUT gap interval,"
    " OUT room integer, OUT rate integer)",
    "give_turns(of_line text, prefectures character varying[], first_at timestamp with time zone, gap interval)",
)


def _oversight(readers: str, worker: str) -> dict[str, Function]:
    """Who searches and confirms, and what the prefecture's own system reads and raises."""
    asked, raised = frozenset({readers}), frozenset({worker})
    return {
        "find_case(of_number text)": Function(True, asked),
        "find_person(of_kana text, of_born text)": Function(True, asked),
        "confirm_alert(of_alert bigint, of_code text)": Function(True, asked),
        "system_prefecture_id()": Function(False, raised),
        "trail_since(since timestamp with time zone)": Function(True, raised),
        "raise_alert(of_rule text, of_row bigint)": Function(True, raised),
    }


FUNCTIONS: dict[Home, dict[str, Function]] = {
    "cases": {
        **_context("counter office gate_worker"),
        **_oversight("office", "office"),
        **_administration("counter office", "office", "office"),
        "tell_departure()": Function(True, _NOBODY),
        # of triggers alone
        **dict.fromkeys(_GUARDS, Function(True, _NOBODY)),
        **dict.fromkeys(_INDEXING, Function(True, _NOBODY)),
        **dict.fromkeys(_KEYS, Function(False, _NOBODY)),
        "search_text(given text)": Function(False, frozenset({"counter", "office"})),
        "guard_check()": Function(False, _NOBODY),
        "guard_forward()": Function(True, _NOBODY),
        "guard_history()": Function(False, _NOBODY),
        "choose_mail()": Function(False, _NOBODY),
        "keep_ended()": Function(False, _NOBODY),
        "is_changed(place text, before jsonb, now jsonb)": Function(False, _NOBODY),
        "return_reasons(of_prefecture text, of_day date)": Function(False, frozenset({"counter", "office"})),
        "correction_kinds(of_prefecture text, of_day date)": Function(False, frozenset({"counter", "office"})),
        "guard_kinds()": Function(True, _NOBODY),
        "guard_plan()": Function(True, _NOBODY),
        "guard_tenant()": Function(False, _NOBODY),
        "forward_papers()": Function(True, _NOBODY),
        "guard_origin()": Function(True, _NOBODY),
        "retype_document()": Function(True, _NOBODY),
        "ring_document()": Function(True, _NOBODY),
        "talkers(of_case uuid)": Function(True, frozenset({"counter", "office"})),
        "counsellors()": Function(True, frozenset({"counter"})),
        "findings_at_counter(of_case uuid)": Function(True, frozenset({"counter"})),
        "hold_persons(kana text[], born text[])": Function(True, _OFFICE),
        "repeat_days()": Function(False, _OFFICE),
        "ring_slip()": Function(False, _NOBODY),
        "stamp_order()": Function(False, _NOBODY),
        "stamp_slip()": Function(False, _NOBODY),
    },
    "vault": {
        **_context("gate gate_worker"),
        **_oversight("gate", "gate_worker"),
        **_administration("gate", "gate", "gate_worker"),
        "depart(of_departure uuid, of_username text)": Function(True, frozenset({"gate_worker"})),
        "end_designation(of_designation bigint, last_day date)": Function(True, _GATE),
        "awaits_check(of_order uuid)": Function(True, _GATE | {"gate_worker"}),
        "guard_finished()": Function(True, _NOBODY),
        "guard_inquiry()": Function(True, _NOBODY),
        "guard_link()": Function(True, _NOBODY),
        "guard_proposal()": Function(True, _NOBODY),
        "forget_order(of_order uuid)": Function(True, frozenset({"gate_worker"})),
        "guard_emergency()": Function(True, _NOBODY),
        "guard_mishap()": Function(True, _NOBODY),
        "guard_post()": Function(True, _NOBODY),
        "guard_sealing()": Function(True, _NOBODY),
        "guard_sending()": Function(True, _NOBODY),
        "guard_sent()": Function(True, _NOBODY),
        "guard_told()": Function(True, _NOBODY),
        "guard_revoked()": Function(True, _NOBODY),
        "keep_revoked()": Function(False, _NOBODY),
        "guard_tenant()": Function(False, _NOBODY),
        "hand_in(of_file uuid, of_result uuid, of_size integer, of_wrapped bytea, of_ciphertext bytea)": Function(
            True, _GATE
        ),
        "is_opened()": Function(True, frozenset({"gate", "gate_worker"})),
        "open_database()": Function(True, frozenset({"gate_worker"})),
        "place()": Function(True, _NOBODY),
        "is_provider(of_type text, of_code text)": Function(True, _NOBODY),
        "guard_road()": Function(True, _NOBODY),
        "is_by_resident_network(of_prefecture text)": Function(True, _GATE | {"gate_worker"}),
        "guard_trained()": Function(True, _NOBODY),
        "stamp_created()": Function(False, _NOBODY),
        "stamp_decided()": Function(False, _NOBODY),
        "training_required(of_prefecture text)": Function(True, _NOBODY),
        "is_trained(of_prefecture text, of_staff bigint)": Function(True, _NOBODY),
        "works_here(of_staff bigint)": Function(True, _GATE),
        "order_figures(of_month date)": Function(True, _GATE),
        "wrong_person_figures(of_month date)": Function(True, _GATE),
        "refused_answers(before timestamp with time zone, before_id uuid, of_order uuid, most integer)": Function(
            True, _GATE
        ),
        "another_on_duty()": Function(True, _GATE),
        "is_fund(of_code text)": Function(True, _GATE),
        "stamp_limit()": Function(True, _NOBODY),
        "inquiry_figures(of_month date)": Function(True, _GATE),
        "hold_order(of_order uuid)": Function(True, _GATE),
        "one_officer_links(of_prefecture text)": Function(True, _NOBODY),
        "same_number(of_person uuid)": Function(True, _GATE | {"gate_worker"}),
        "open_intent(of_person uuid, of_kinds character varying[], of_purpose text)": Function(True, _GATE),
        "disclose(of_intent uuid)": Function(True, _GATE),
        **dict.fromkeys(_MANNERS, Function(True, frozenset({"gate_worker"}))),
        **dict.fromkeys(_TURNS, Function(True, _NOBODY)),
    },
}
