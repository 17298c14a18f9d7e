"""The vault. Officers see the orders of their prefecture and decide; numbers and answers are the worker's alone."""

from tests.walls.matrix.access.words import page

VAULT = page("""
                            | officers                                                    | worker
inquiry_vault_takenorder    | S own prefecture                                            | SIU own prefecture
inquiry_vault_person        | SU own prefecture                                           | SIU own prefecture
inquiry_vault_candidate     | S own prefecture                                            | SI own prefecture
inquiry_vault_linkproposal  | S own prefecture; I undecided @proposed_by; U undecided     | S own prefecture
inquiry_vault_inquiry       | S own prefecture; I unsent @asked_by; U undecided           | SU own prefecture
inquiry_vault_reading       | S own prefecture                                            | SI own prefecture
inquiry_vault_intent        | S own prefecture                                            |
inquiry_vault_sealed        |                                                             | SID own prefecture
inquiry_vault_casekey       |                                                             | SID own prefecture
""")

# how an officer decides, in the own name: every other change here sets a column to what it was
DECIDING = {
    ("gate", "inquiry_vault_linkproposal"): "confirmed_by = %(staff)s, confirmed_at = now()",
    (
        "gate",
        "inquiry_vault_inquiry",
    ): "settlement = 'left', settled_for = 'PAPER', settled_by = %(staff)s, settled_at = now()",
}
