"""The vault. Officers see the orders of their prefecture and decide; numbers and answers are the worker's alone."""

from tests.walls.matrix.access.words import page

VAULT = page("""
                            | officers                                                    | worker
inquiry_vault_takenorder    | S own prefecture                                            | SIU own prefecture
inquiry_vault_person        | SU own prefecture                                           | SIU own prefecture
inquiry_vault_candidate     | S own prefecture                                            | SI own prefecture
inquiry_vault_linkproposal  | S own prefecture; I undecided @proposed_by; U undecided     | S own prefecture
inquiry_vault_inquiry       | S own prefecture; I unsent @asked_by; U undecided           | SU own prefecture
inquiry_vault_planline      | S own prefecture                                            | SI own prefecture
inquiry_vault_reading       | S own prefecture                                            | SI own prefecture
inquiry_vault_intent        | S own prefecture                                            |
inquiry_vault_sealed        |                                                             | SID own prefecture
inquiry_vault_casekey       |                                                             | SIUD own prefecture
inquiry_vault_takendeparture |                                                            | S own prefecture
""")
CATALOGUE = page("""
                            | everybody
inquiry_vault_catalogueline | S all
inquiry_vault_body          | S all
""")
# what is not public, by prefecture
CODES = page("""
                          | officers         | administrators                   | worker
inquiry_vault_networkcode | S own prefecture | SI own prefecture @entered_by    | S own prefecture
""")
TRAINING = page("""
                       | officers | administrators
inquiry_vault_training | S own    | S own prefecture; I own prefecture @recorded_by
""")
FILES = page("""
                            | everybody
inquiry_vault_layoutcolumn  | S all
""") | page("""
                            | officers                                        | worker
inquiry_vault_requestfile   | S own prefecture; I own prefecture @asked_by    | SIU own prefecture
inquiry_vault_fileline      |                                                 | SI own prefecture
inquiry_vault_resultfile    | S own prefecture                                | SU own prefecture
inquiry_vault_resultcontent |                                                 | SD own prefecture
inquiry_vault_refusedline   | S own prefecture                                | SI own prefecture
""")
VAULT = VAULT | CATALOGUE | CODES | TRAINING | FILES
