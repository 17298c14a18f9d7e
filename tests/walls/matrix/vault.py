"""The vault: officers' pages see what they decide; numbers and answers are the worker's alone."""

from collections.abc import Mapping

from tests.walls.matrix.parts import TENANT, Kind, Policy, Table, grants, key, own_hand, read, reference, rows

_PAGES = {"gate_rows": rows("gate", TENANT)}
_WORKER = {"worker_rows": rows("gate_worker", TENANT)}
GUARDED = frozenset({"guard"})
# when a page wrote a row, and when it decided one, is the database's to say
STAMPED, DECIDED = frozenset({"stamp"}), frozenset({"stamp_decided"})


def _table(
    gate: str,
    gate_worker: str,
    more: Mapping[str, Policy] | None = None,
    triggers: frozenset[str] = frozenset(),
    **parents: str,
) -> Table:
    """parents: composite keys by name, as "columns > table(columns)"; each carries the prefecture.

    What the pages may insert is stamped.
    """
    if gate.startswith("SI"):
        triggers |= STAMPED
    policies = _WORKER | (_PAGES if gate else {}) | dict(more or {})
    keys = {name: _key(words) for name, words in parents.items()}
    return Table(Kind.VAULT, grants(gate=gate, gate_worker=gate_worker), policies, keys, triggers)


def _key(words: str) -> str:
    columns, _, target = words.partition(" > ")
    table, _, theirs = target.rstrip(")").partition("(")
    return key(f"prefecture_id, {columns}", f"inquiry_vault_{table}", f"prefecture_id, {theirs}")


def _decided_once(using: str, check: str) -> Policy:
    """Restrictive: what was decided stays decided, by whoever decided it."""
    return Policy(frozenset({"gate"}), "UPDATE", using, check, is_restrictive=True)


OF_ORDER = "order_id > takenorder(id)"
OF_PERSON = "person_id > person(id)"
TAKEN = "U(is_nondisclosure protected_at progress progress_done progress_total told_count closed_at)"
ASKED = "U(is_nondisclosure state result_class receipt asked_at answered_at next_at attempts)"

PROPOSING = {
    "own_hand": own_hand("gate", "((proposed_by = <staff_id>) AND (confirmed_by IS NULL) AND (rejected_by IS NULL))"),
    "own_decision": _decided_once(
        "((confirmed_by IS NULL) AND (rejected_by IS NULL))", "(COALESCE(confirmed_by, rejected_by) = <staff_id>)"
    ),
}
ASKING = {
    "own_hand": own_hand(
        "gate",
        "((asked_by = <staff_id>) AND (state = 'waiting') AND (result_class = '') AND (receipt = '')"
        " AND (settlement = '') AND (attempts = 0) AND (asked_at IS NULL) AND (answered_at IS NULL))",
    ),
    "own_decision": _decided_once("(settlement = '')", "((settled_by = <staff_id>) AND (settlement <> 'unlinked'))"),
}
STOPPING = {
    "own_hand": own_hand("gate", "((stopped_by = <staff_id>) AND (resumed_by IS NULL))"),
    "own_decision": _decided_once("(resumed_by IS NULL)", "(resumed_by = <staff_id>)"),
}

WANTED = "((asked_by = <staff_id>) AND (state = 'wanted') AND (name = '') AND (checksum = ''))"
CODES = {
    "gate_rows": read("gate", TENANT),
    "worker_rows": read("gate_worker", TENANT),
    "administrator_rows": rows("gate", "(prefecture_id = <staff_prefecture_id>)"),
    "own_hand": own_hand("gate", "(entered_by = <staff_id>)"),
}
_ENTERED = "((prefecture_id = '') OR (prefecture_id = <case_prefecture_id>))"
LIMITS = {
    "gate_rows": read("gate", _ENTERED),
    "worker_rows": read("gate_worker", _ENTERED),
    "administrator_rows": rows("gate", "(prefecture_id = <staff_prefecture_id>)"),
    "own_hand": own_hand("gate", "((entered_by = <staff_id>) AND walls.is_fund(fund))"),
}
TRAINING = {
    "own_rows": read("gate", f"({TENANT} AND (staff_id = <staff_id>))"),
    "administrator_rows": rows("gate", "(prefecture_id = <staff_prefecture_id>)"),
    "own_hand": own_hand("gate", "((recorded_by = <staff_id>) AND walls.works_here(staff_id))"),
}

UNDOING = {"own_decision": _decided_once("(undone_at IS NULL)", "(undone_by = <staff_id>)")}
SETTLED = "settlement settled_for settled_by settled_at"

SAYS_FIRST = (
    "((proposed_by = <staff_id>) AND (what = 'WRONG_PERSON') AND (confirmed_by IS NULL) AND (lifted_by IS NULL)"
    " AND (judged_by IS NULL) AND (ended_by IS NULL) AND (destroyed_at IS NULL) AND (told_count = 0))"
)
ASKS = "((asked_by = <staff_id>) AND (allowed_by IS NULL) AND (refused_by IS NULL) AND (reviewed_by IS NULL))"
OF_TRAIL = "(prefecture_id = <trail_prefecture_id>)"
REVIEWING = {
    "trail_rows": read("gate", OF_TRAIL),
    "review_rows": Policy(frozenset({"gate"}), "UPDATE", OF_TRAIL, OF_TRAIL),
    "own_hand": own_hand("gate", ASKS),
}
MISHAPS = {
    # quarantine by one hand, at once; the rest by another, and who and when are the database's
    "inquiry_vault_mishap": _table(
        "SI U(confirmed_by confirmed_at lifted_by lifted_at leak judged_by judged_at ended_by ended_at)",
        "SI U(destroyed_at told_count)",
        {"own_hand": own_hand("gate", SAYS_FIRST)},
        GUARDED,
        mishap_of_order=OF_ORDER,
        mishap_of_its_person="order_id, person_id > person(order_id, id)",
    ),
    "inquiry_vault_mishapstep": _table(
        "SI", "S", {"own_hand": own_hand("gate", "(done_by = <staff_id>)")}, step_of_mishap="mishap_id > mishap(id)"
    ),
    "inquiry_vault_stopseen": _table(
        "SI", "S", {"own_hand": own_hand("gate", "(confirmed_by = <staff_id>)")}, stop_of_order=OF_ORDER
    ),
    "inquiry_vault_emergency": _table(
        "SI U(allowed_by allowed_at refused_by refused_at review reviewed_by reviewed_at)",
        "S",
        REVIEWING,
        GUARDED,
        emergency_of_order=OF_ORDER,
    ),
    "inquiry_vault_term": Table(Kind.VAULT, grants(gate="SI", gate_worker="S"), CODES, triggers=STAMPED),
    "inquiry_vault_keptcount": Table(
        Kind.VAULT,
        grants(
            gate="S",
            gate_worker="SI U(counted_at numbers answers records overdue compared_at returned_count returned_at)",
        ),
        {**_WORKER, "gate_rows": read("gate", TENANT)},
    ),
    # where the tombstones were replayed last: nobody's but a function's
    "walls.opening": Table(Kind.OWNER),
}

VAULT = MISHAPS | {
    "inquiry_vault_takenorder": _table("S", f"SI {TAKEN}", triggers=GUARDED),
    "inquiry_vault_person": _table(
        "S U(link)",
        "SI U(link link_sentence looked_up_at address former_addresses mutual_aids revoked_at)",
        triggers=GUARDED | {"keep_revoked"},
        person_of_order=OF_ORDER,
    ),
    "inquiry_vault_candidate": _table("S", "SI", candidate_of_person=OF_PERSON),
    "inquiry_vault_linkproposal": _table(
        "SI U(confirmed_by confirmed_at rejected_by rejected_at)",
        "S U(undone_at)",
        PROPOSING,
        GUARDED | DECIDED | {"belongs"},
        proposal_of_person=OF_PERSON,
        proposal_of_candidate="person_id, candidate_id > candidate(person_id, id)",
    ),
    "inquiry_vault_inquiry": _table(
        "SI U(settlement settled_for settled_by settled_at)",
        f"S {ASKED[:-1]} {SETTLED})",
        ASKING,
        GUARDED | DECIDED | {"belongs", "revoked", "revoked_before_sent", "road", "sending", "sent", "trained"},
        inquiry_of_order=OF_ORDER,
        inquiry_of_person="order_id, person_id > person(order_id, id)",
    ),
    # as far as the office planned, and never further
    "inquiry_vault_planline": _table("S", "SI", plan_line_of_person="order_id, person_id > person(order_id, id)"),
    "inquiry_vault_catalogueline": reference(gate="S", gate_worker="S"),
    "inquiry_vault_body": reference(gate="S", gate_worker="S"),
    # what is not public is entered by 責任者, and never changed
    "inquiry_vault_networkcode": Table(Kind.VAULT, grants(gate="SI", gate_worker="S"), CODES, triggers=STAMPED),
    # 責任者 record it of their own people, never of themselves; an officer reads what is recorded of the own person
    "inquiry_vault_training": Table(Kind.VAULT, grants(gate="SI"), TRAINING, triggers=STAMPED),
    # files of requests and results: what is in them is the worker's alone
    "inquiry_vault_layoutcolumn": reference(gate="S", gate_worker="S"),
    "inquiry_vault_requestfile": _table(
        "SI", "SI U(state name checksum line_count kept_out_count removed_at)", {"own_hand": own_hand("gate", WANTED)}
    ),
    "inquiry_vault_fileline": _table(
        "", "SI", file_line_of_file="file_id > requestfile(id)", file_line_of_inquiry="inquiry_id > inquiry(id)"
    ),
    "inquiry_vault_resultfile": _table(
        "S", "S U(read_at taken_count refused_count)", result_of_file="file_id > requestfile(id)"
    ),
    "inquiry_vault_resultcontent": _table("", "SD", content_of_result="result_id > resultfile(id)"),
    "inquiry_vault_refusedline": _table("S", "SI", refused_line_of_result="result_id > resultfile(id)"),
    # by which rules and figures findings are made
    "inquiry_vault_findingrule": reference(gate="S", gate_worker="S"),
    "inquiry_vault_fund": reference(gate="S", gate_worker="S"),
    # the country's (the owner's) are read by all; what a prefecture's 責任者 enter is never changed
    "inquiry_vault_incomelimit": Table(
        Kind.VAULT, grants(gate="SI", gate_worker="S"), LIMITS, triggers=frozenset({"stamp"})
    ),
    "inquiry_vault_link": _table(
        "S U(undone_by undone_at undone_for)",
        "SI U(ended_at inquiry_count withdrawal)",
        UNDOING,
        DECIDED,
        link_of_person=OF_PERSON,
        link_of_proposal="person_id, proposal_id > linkproposal(person_id, id)",
    ),
    # as good as the number to whoever holds the key
    "inquiry_vault_numbermark": _table(
        "",
        "SID",
        mark_of_person="order_id, person_id > person(order_id, id)",
        mark_of_candidate="person_id, candidate_id > candidate(person_id, id)",
    ),
    "inquiry_vault_reading": _table(
        "S", "SI", triggers=GUARDED, reading_of_order=OF_ORDER, reading_of_person=OF_PERSON
    ),
    "inquiry_vault_intent": _table("S", "", intent_of_person=OF_PERSON),
    # ciphertexts and their keys: the pages come to them through disclose() alone
    "inquiry_vault_sealed": _table("", "SID", triggers=frozenset({"quarantine"}), sealed_of_person=OF_PERSON),
    "inquiry_vault_casekey": _table("", "SID U(wrapped keyset)"),
    # manners: what a connection bears is read by all, and written through functions or by the owner
    "inquiry_vault_linerule": reference(gate="S", gate_worker="S"),
    "inquiry_vault_breaker": reference(gate="S", gate_worker="S"),
    "inquiry_vault_linestate": Table(Kind.OWNER),
    "inquiry_vault_send": Table(
        Kind.VAULT, grants(gate="S", gate_worker="S"), {"ledger_rows": read("gate gate_worker", TENANT)}
    ),
    "inquiry_vault_stop": _table("SI U(resumed_for resumed_by resumed_at)", "S", STOPPING, DECIDED),
    "inquiry_vault_refusedanswer": _table("S", "SI", refused_answer_of_inquiry="inquiry_id > inquiry(id)"),
    # a departure is heeded by a function, which switches off and never on
    "inquiry_vault_heard": Table(
        Kind.VAULT, grants(gate_worker="SI U(departures_at protections_at revocations_at closings_at)"), _WORKER
    ),
    "inquiry_vault_takendeparture": Table(
        Kind.VAULT, grants(gate_worker="S"), {"worker_rows": read("gate_worker", TENANT)}
    ),
}
