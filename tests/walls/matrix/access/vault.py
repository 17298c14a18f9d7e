"""The vault. Officers see the orders of their prefecture and decide; numbers and answers are the worker's alone."""

from tests.walls.matrix.access.words import page

VAULT = page("""
                            | officers                                                    | worker
inquiry_vault_takenorder    | S own prefecture                                            | SIU own prefecture
inquiry_vault_person        | SU own prefecture                                           | SIU own prefecture
inquiry_vault_candidate     | S own prefecture                                            | SI own prefecture
inquiry_vault_linkproposal  | S own prefecture; I undecided @proposed_by; U undecided     | SU own prefecture
inquiry_vault_link          | S own prefecture; U undecided                               | SIU own prefecture
inquiry_vault_numbermark    |                                                             | SID own prefecture
inquiry_vault_inquiry       | S own prefecture; I unsent @asked_by; U undecided           | SU own prefecture
inquiry_vault_reading       | S own prefecture                                            | SI own prefecture
inquiry_vault_intent        | S own prefecture                                            |
inquiry_vault_sealed        |                                                             | SID own prefecture
inquiry_vault_casekey       |                                                             | SIUD own prefecture
inquiry_vault_takendeparture |                                                            | S own prefecture
""")
