"""How somebody decides, in the own name: every other change that is tried sets a column to what it was.

And what a new row must say for a guard to let it in, where a copy of one that is there says something else.
"""

WITHDRAWING = "withdrawn_by_id = %(staff)s, withdrawn_at = now()"
LIFTING = "lifted_by = %(staff)s, lifted_at = now()"
KEEPING = "kept_by = %(staff)s, kept_at = now()"
UNDOING = "undone_by = %(staff)s, undone_at = now(), undone_for = 'OTHER_PERSON'"
LEAVING = "settlement = 'left', settled_for = 'PAPER', settled_by = %(staff)s, settled_at = now()"
RESUMING = "resumed_for = 'CHECKED', resumed_by = %(staff)s, resumed_at = now()"

ANSWERING = "state = 'answered', answer = 'x', answered_by = %(staff)s, answered_at = now()"

DECIDING = {
    ("counter", "loans_correction"): ANSWERING,
    ("office", "loans_correction"): "state = 'cancelled', settled_by = %(staff)s, settled_at = now()",
    ("office", "councils_proposal"): WITHDRAWING,
    ("gate", "councils_proposal"): WITHDRAWING,
    ("counter", "loans_recusal"): LIFTING,
    ("office", "loans_recusal"): LIFTING,
    ("counter", "loans_memo"): KEEPING,
    ("office", "loans_memo"): KEEPING,
    ("gate", "inquiry_vault_linkproposal"): "confirmed_by = %(staff)s, confirmed_at = now()",
    ("gate", "inquiry_vault_inquiry"): LEAVING,
    ("gate", "inquiry_vault_stop"): RESUMING,
    ("gate", "inquiry_vault_link"): UNDOING,
}
# by table: facts of a new row, asked as the visitor
FOLLOWING = {
    "councils_trailseal": """
        SELECT jsonb_build_object('number', number + 1, 'before', digest, 'sealed_at', clock_timestamp())
        FROM councils_trailseal WHERE prefecture_id = %(facts)s::jsonb ->> 'prefecture_id' ORDER BY number DESC LIMIT 1
    """,
    "loans_document": """
        SELECT '{"state": "checking", "trouble": "", "content": null, "checked_at": null, "thumbnail": null}'::jsonb
    """,
    # a kind changes from what it is
    "loans_retyping": """
        SELECT jsonb_build_object('before', kind, 'after', CASE kind WHEN 'OTHER' THEN 'IDENTITY' ELSE 'OTHER' END)
        FROM loans_document WHERE id = (%(facts)s::jsonb ->> 'document_id')::uuid
    """,
    # what is sent is of a case that is just about to leave
    "loans_forwarding": """
        SELECT coalesce((SELECT jsonb_build_object('application_id', id) FROM loans_application
          WHERE state = 'opinion_done' AND municipal_council_id = %(facts)s::jsonb ->> 'municipal_council_id'
          LIMIT 1), '{}')
    """,
    "loans_message": """SELECT '{"withdrawn_at": null}'::jsonb""",
    "loans_counternote": """SELECT '{"withdrawn_at": null}'::jsonb""",
    "loans_officenote": """SELECT '{"withdrawn_at": null}'::jsonb""",
    "loans_correction": """SELECT '{"state": "open", "answer": "", "answered_by": null, "answered_at": null,
        "settled_by": null, "settled_at": null}'::jsonb""",
    "loans_returnitem": """
        SELECT '{"answer": "", "answered_by": null, "answered_at": null}'::jsonb || coalesce((
          SELECT jsonb_build_object('application_id', application_id, 'returned_id', id, 'reason', 'OTHER')
          FROM loans_return WHERE returned_by = walls.staff_id() AND created_at >= now() LIMIT 1), '{}')
    """,
}
_OWN = "municipal_council_id = %(facts)s::jsonb ->> 'municipal_council_id'"
# by table: what comes before a new row in the same transaction. Items come with their return
PREPARING = {
    "loans_returnitem": (
        f"""
        UPDATE loans_application SET state = 'returned' WHERE id = (SELECT id FROM loans_application
          WHERE state IN ('received', 'inquiry', 'review') AND {_OWN} ORDER BY id LIMIT 1)
        """,
        f"""
        INSERT INTO loans_return (id, prefecture_id, municipal_council_id, is_forwarded, application_id, reasons, note,
          due_on, returned_by, returned_name)
        SELECT gen_random_uuid(), prefecture_id, municipal_council_id, true, id, '{{OTHER}}', '', '2099-01-30',
          walls.staff_id(), 'x' FROM loans_application back WHERE state = 'returned' AND {_OWN} AND NOT EXISTS (
            SELECT 1 FROM loans_return WHERE application_id = back.id AND answered_at IS NULL)
        """,
    ),
}
