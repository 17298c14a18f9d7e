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
inquiry_vault_planline      | S own prefecture                                            | SI own prefecture
inquiry_vault_reading       | S own prefecture                                            | SI own prefecture
inquiry_vault_intent        | S own prefecture                                            |
inquiry_vault_sealed        |                                                             | SID own prefecture
inquiry_vault_casekey       |                                                             | SIUD own prefecture
inquiry_vault_linestate     |                                                             |
inquiry_vault_send          | S own prefecture                                            | S own prefecture
inquiry_vault_stop          | S own prefecture; I undecided @stopped_by; U undecided      | S own prefecture
inquiry_vault_refusedanswer | S own prefecture                                            | SI own prefecture
inquiry_vault_takendeparture |                                                            | S own prefecture
inquiry_vault_heard         |                                                             | SIU own prefecture
""")
CATALOGUE = page("""
                            | everybody
inquiry_vault_catalogueline | S all
inquiry_vault_body          | S all
inquiry_vault_findingrule   | S all
inquiry_vault_fund          | S all
inquiry_vault_linerule      | S all
inquiry_vault_breaker       | S all
""")
# what is not public, by prefecture
CODES = page("""
                          | officers         | administrators                   | worker
inquiry_vault_networkcode | S own prefecture | SI own prefecture @entered_by    | S own prefecture
inquiry_vault_incomelimit | S own prefecture | SI own prefecture @entered_by    | S own prefecture
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
MISHAPS = (
    page("""
                         | officers                                              | worker
inquiry_vault_mishap     | S own prefecture; I untouched @proposed_by; U own prefecture | SIU own prefecture
inquiry_vault_mishapstep | SI own prefecture @done_by                            | S own prefecture
inquiry_vault_stopseen   | SI own prefecture @confirmed_by                       | S own prefecture
inquiry_vault_keptcount  | S own prefecture                                      | SIU own prefecture
""")
    | page("""
                         | officers                                | trail posts       | worker
inquiry_vault_emergency  | SU own prefecture; I untouched @asked_by | SU own prefecture | S own prefecture
""")
    | page("""
                         | officers         | administrators                   | worker
inquiry_vault_term       | S own prefecture | SI own prefecture @entered_by    | S own prefecture
""")
)
VAULT = VAULT | CATALOGUE | CODES | TRAINING | FILES | MISHAPS
