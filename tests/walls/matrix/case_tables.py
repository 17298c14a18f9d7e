"""What the case tables have in common: policies, triggers and columns by name, and how a table is written down."""

from tests.walls.matrix.parts import (
    COUNTER_TENANT,
    TENANT,
    Kind,
    Policy,
    Table,
    change_alone,
    grants,
    insert,
    key,
    own_hand,
    read,
    rows,
)

AT_COUNTER = {"counter_rows": rows("counter", COUNTER_TENANT)}
IN_OFFICE = {"office_rows": rows("office", TENANT)}
ONCE_FORWARDED = {"office_rows": rows("office", f"({TENANT} AND is_forwarded)", TENANT)}
# the office's worker checks papers of cases that are still at the counter; it alone marks one as checked
SYSTEM = "(prefecture_id = <system_prefecture_id>)"
CHECKED_EARLIER = {
    "office_rows": rows("office", f"({TENANT} AND (is_forwarded OR (<system_prefecture_id> IS NOT NULL)))", TENANT),
    "system_alone": change_alone("office", SYSTEM),
}
QUARANTINE = {"counter_rows": insert("counter", COUNTER_TENANT), "system_rows": rows("office", SYSTEM)}
ONCE_LEFT = {"office_rows": rows("office", f"({TENANT} AND (forwarded_at IS NOT NULL))")}
IF_SHARED = {"office_rows": read("office", f"({TENANT} AND is_shared)")}
PARTS = AT_COUNTER | ONCE_FORWARDED
TENANTS = "prefecture_id, municipal_council_id"
NONE = frozenset[str]()
# `belongs` fires before a guard that looks at the parent past all policies
GUARDED, SEALED, DATED = frozenset({"belongs", "guard"}), frozenset({"guard"}), frozenset({"guard_history"})
RECUSED = frozenset({"recused"})
WRITER = {"own_hand": own_hand("counter office", "(NOT (history_user_id IS DISTINCT FROM <staff_id>))")}

# one fact of a talk and of what came of it
PROTECTED = frozenset({"guard_lifting", "spread_protection"})
LEAVING = frozenset({"guard_forward", "guard_leaving", "forward_papers", "guard_proposal"})
KEEPS = frozenset({"keep_ended"})
FORWARDS = frozenset(
    {
        "forward_recusals",
        "forward_handovers",
        "forward_memos",
        "forward_people",
        "forward_sent",
        "forward_marks",
        "forward_notices",
    }
)
# one's own way into a list
SAVED = {
    "counter_rows": rows("counter", f"({COUNTER_TENANT} AND (staff_id = <staff_id>))"),
    "office_rows": rows("office", f"({TENANT} AND (staff_id = <staff_id>))"),
}
# what a person is found by; the triggers alone write it
INDEXED = frozenset({"index_keys"})
FOUND = {"counter_rows": read("counter", COUNTER_TENANT), "office_rows": read("office", f"({TENANT} AND is_forwarded)")}

TALK = (
    "state came_on client_name client_kana client_phone topics gist other_schemes is_shared version channel route"
    " visitor visitor_name visitor_phone client_born client_sex client_postcode client_address housing members work"
    " occupation monthly_income_yen household_income_yen outlook main_topic debts debts_yen debts_monthly_yen wish fund"
    " amount_yen needed_by reason_text health_insurance pension schemes answers sharing sharing_on next_on next_note"
    " is_nondisclosure earlier_id referred_to carried saved_from saved_by saved_at kept_at kept_version told"
)
REQUEST = (
    "state fund terms_id applicant_name applicant_kana applicant_phone reason reason_text outlook amount_yen"
    " grace_months repayment_months bank_name bank_branch account_number account_holder_kana statements"
    " is_nondisclosure version submitted_by submitted_at forwarded_by forwarded_at"
    " monthly_yen lending_months lending_from purpose lasting_months guide_reason school school_name school_year"
    " graduates_on is_specially_needed special_need costs own_funds_yen other_grants_yen payee payee_name property_kind"
    " property_address property_value_yen heirs assistance_yen support_centre answers"
)
PERSON = (
    "position name kana born sex relation postcode address occupation monthly_income_yen removed_at work employer"
    " employed_since wage_yen business_yen pension_yen allowance_yen support_yen other_income_yen disability"
    " disability_grade care_level school school_year note"
)
PARTY = "name kana born postcode address phone relation occupation yearly_income_yen removed_at"
CHECK = "state trouble media_type size content checked_at thumbnail page_count"
RECEIPT = "state prefectural_number is_nondisclosure received_by received_at version"
PUSH = "state receipt_number error_code settled_at"


def case(
    name: str,
    policies: dict[str, Policy],
    triggers: frozenset[str] = NONE,
    counter: str = "",
    office: str = "",
    **parents: str,
) -> tuple[str, Table]:
    """A case table. parents: composite keys by name; each carries both tenants, and these belong together."""
    keys = {f"{name}_council_of_prefecture": key(TENANTS, "councils_council", "prefecture_id, code")}
    keys |= {each: _key(each, parent) for each, parent in parents.items()}
    return f"loans_{name}", Table(Kind.CASE, grants(counter=counter, office=office), policies, keys, triggers)


def _key(name: str, parent: str) -> str:
    if name == "signature_names_the_reviewer":  # so that "not of own work" compares what is true
        return key("prefecture_id, review_id, reviewer_id", "loans_review", "prefecture_id, id, reviewer_id")
    target = "document" if parent == "replaces" else parent
    column = "returned_id" if name == "returnitem_of_returned" else f"{parent}_id"
    return key(f"{TENANTS}, {column}", f"loans_{target}", f"{TENANTS}, id")


def history(name: str, policies: dict[str, Policy], counter: str = "", office: str = "") -> tuple[str, Table]:
    """The same walls as the table that it shadows; written by who acts, at the time of the act."""
    triggers = DATED | (GUARDED if policies is PARTS else NONE)
    return case(f"historical{name}", policies | WRITER, triggers, counter, office)


# the office keeps people off the cases that it sees
RECUSED_SEEN = AT_COUNTER | {"office_rows": rows("office", f"({TENANT} AND is_forwarded)")}
RECUSING = {
    "own_hand": own_hand("counter office", "((staff_id = <staff_id>) AND (lifted_by IS NULL))"),
    "own_decision": Policy(
        frozenset({"counter", "office"}),
        "UPDATE",
        "(lifted_by IS NULL)",
        "(lifted_by = <staff_id>)",
        is_restrictive=True,
    ),
}

KEEPING = {
    "own_hand": own_hand("counter office", "((taken_by = <staff_id>) AND (kept_by IS NULL))"),
    "own_decision": Policy(
        frozenset({"counter", "office"}),
        "UPDATE",
        "(kept_by IS NULL)",
        "(kept_by = <staff_id>)",
        is_restrictive=True,
    ),
}


# papers that the counter sees and the office reads; what was taken back stays so
SEEN_LATER = AT_COUNTER | {"office_rows": read("office", f"({TENANT} AND is_forwarded)")}
TAKEN_BACK = {
    "taken_back_once": Policy(frozenset({"counter"}), "UPDATE", "(removed_at IS NULL)", "true", is_restrictive=True)
}


def hand(role: str, column: str) -> dict[str, Policy]:
    return {"own_hand": own_hand(role, f"({column} = <staff_id>)")}


# one's own words alone are withdrawn, and once
OWN = "(written_by = <staff_id>)"


def words(roles: str) -> dict[str, Policy]:
    still = f"({OWN} AND (withdrawn_at IS NULL))"
    withdrawing = Policy(frozenset(roles.split()), "UPDATE", still, OWN, is_restrictive=True)
    return hand(roles, "written_by") | {"own_words": withdrawing}


SEEN_ONCE_FORWARDED = {"office_rows": read("office", f"({TENANT} AND is_forwarded)")}
MARK = {"own_mark": change_alone("counter office", "(staff_id = <staff_id>)")}
TO_ONESELF = "(staff_id = <staff_id>)"
TOLD = {
    "counter_rows": rows("counter", f"({COUNTER_TENANT} AND {TO_ONESELF})", COUNTER_TENANT),
    "office_rows": rows("office", f"({TENANT} AND is_forwarded AND {TO_ONESELF})", TENANT),
    "system_rows": read("office", SYSTEM),
}
ANSWERING = {
    "own_answer": Policy(
        frozenset({"counter"}),
        "UPDATE",
        "(state = 'open')",
        "(answered_by = <staff_id>)",
        is_restrictive=True,
    ),
    "own_settling": Policy(
        frozenset({"office"}), "UPDATE", "(settled_at IS NULL)", "(settled_by = <staff_id>)", is_restrictive=True
    ),
}
TALKING = [
    case(
        "message",
        PARTS | words("counter office"),
        GUARDED | RECUSED,
        "SI U(withdrawn_at)",
        "SI U(withdrawn_at)",
        message_of_application_key="application",
    ),
    case(
        "counternote",
        AT_COUNTER | words("counter"),
        GUARDED | RECUSED,
        "SI U(withdrawn_at)",
        "",
        counternote_of_application_key="application",
    ),
    case(
        "officenote",
        IN_OFFICE | words("office"),
        GUARDED | RECUSED,
        "",
        "SI U(withdrawn_at)",
        officenote_of_application_key="application",
    ),
    case(
        "readmark",
        RECUSED_SEEN | hand("counter office", "staff_id") | MARK,
        GUARDED | RECUSED,
        "SI U(read_at)",
        "SI U(read_at)",
        readmark_of_application_key="application",
    ),
    case(
        "correction",
        PARTS | hand("office", "asked_by") | ANSWERING,
        GUARDED | RECUSED,
        "S U(state answer answered_by answered_name answered_at)",
        "SI U(state settled_by settled_name settled_at)",
        correction_of_application_key="application",
    ),
    case(
        "notice",
        TOLD,
        GUARDED | {"ring"},
        "SI U(read_at)",
        "SI U(read_at)",
        notice_of_application_key="application",
        notice_of_memo="memo",
    ),
]
