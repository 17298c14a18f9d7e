"""The work. The counter has its own council's cases, the office its prefecture's once they have left the counter."""

from tests.walls.matrix.access.words import page

CASES = """
                             | counter posts                   | case posts
loans_consultation           | SIU own council @counsellor_id  | S once shared
loans_visit                  | SIU own council @staff_id       |
loans_referral               | SI own council @staff_id        |
loans_application            | SIU own council @counsellor_id  | SU once forwarded
loans_member                 | SIU own council                 | S once forwarded
loans_consent                | SIU own council @taken_by       | S once forwarded
loans_budget                 | SIU own council @written_by     | S once forwarded
loans_duplicatenote          | SI own council @noted_by        | S once forwarded; I own prefecture @noted_by
loans_party                  | SIU own council @added_by       | S once forwarded
loans_refusal                | SIU own council @taken_by       | S once forwarded
loans_handover               | SI own council @written_by      | S once forwarded
loans_opinion                | SI own council @written_by      | S once forwarded
loans_return                 | S own council                   | SI own prefecture @returned_by
loans_waiver                 |                                 | SI own prefecture @written_by
loans_review                 |                                 | SIU own prefecture @reviewer_id
loans_signature              |                                 | SI own prefecture @signer_id
loans_decision               | S own council                   | SI own prefecture @decided_by
loans_legacypush             |                                 | SIU own prefecture
loans_numberseries           | SIU own council                 | SIU own prefecture
loans_historicalconsultation | SI own council @history_user_id | S once shared
loans_historicalvisit        | SI own council @history_user_id |
loans_historicalapplication  | SI own council @history_user_id | SI once forwarded @history_user_id
loans_historicalmember       | SI own council @history_user_id | S once forwarded
loans_historicalconsent      | SI own council @history_user_id | S once forwarded
loans_historicalbudget       | SI own council @history_user_id | S once forwarded
loans_historicalparty        | SI own council @history_user_id | S once forwarded
loans_historicalrefusal      | SI own council @history_user_id | S once forwarded
loans_historicalopinion      | SI own council @history_user_id | S once forwarded
loans_historicalreturn       | S own council                   | SI own prefecture @history_user_id
loans_historicalreview       |                                 | SI own prefecture @history_user_id
loans_historicalsignature    |                                 | SI own prefecture @history_user_id
loans_historicaldecision     | S own council                   | SI own prefecture @history_user_id
loans_historicallegacypush   |                                 | SI own prefecture @history_user_id
"""
# one says of oneself that one keeps off, and another takes it back
RECUSALS = """
              | counter posts                                 | case posts
loans_recusal | S own council; IU council, in force @staff_id | S once forwarded; IU forwarded, in force @staff_id
"""
# the talk between the offices: each withdraws one's own words, and reads one's own notices
TALK = """
                  | counter posts                                    | case posts
loans_returnitem  | SU own council                                   | SI own prefecture
loans_forwarding  | SI own council @forwarded_by                     | S own prefecture
loans_message     | SI own council @written_by; U own words      | SI own prefecture @written_by; U office's, own
loans_counternote | SI own council @written_by; U own words      |
loans_officenote  |                                                  | SI own prefecture @written_by; U office's, own
loans_readmark    | SI own council @staff_id; U council, own         | SI once forwarded @staff_id; U forwarded, own
loans_correction  | S own council; U council, open                   | SI own prefecture @asked_by; U office's, unsaid
"""
# one tells anybody, and reads one's own
NOTICES = """
             | counter posts                  | case posts                          | system
loans_notice | I own council; SU council, own | I own prefecture; SU forwarded, own | S own prefecture
"""
# who wants mail, and where: each for oneself; the worker that sends notes when it did
MAIL = """
                 | pages   | system
loans_mailchoice | SIU own | SU own prefecture
"""
# a call is written down in one's own name, and what was promised is kept once
MEMOS = """
                     | counter posts                               | case posts
loans_memo           | S own council; IU council, unkept @taken_by | S once forwarded; IU forwarded, unkept @taken_by
loans_historicalmemo | SI own council @history_user_id             | S once forwarded; I own prefecture @history_user_id
"""
# a way into a list is one's own
SAVED = """
                  | counter posts             | case posts
loans_savedfilter | SD own, council; I own council @staff_id | SD own, prefecture; I own prefecture @staff_id
"""
# what a person is found by is written by triggers
FINDING = """
                | counter posts | case posts
loans_searchkey | S own council | S once forwarded
"""
# what was sent is opened by the system alone, before the case leaves the counter
PAPERS = """
               | counter posts             | case posts       | system
loans_document | SIU own council @added_by | S once forwarded | SU own prefecture
loans_arrival  | I own council             |                  | SD own prefecture
"""
# what was only seen, and what stands on paper: taken back once
SEEN = """
                         | counter posts                                 | case posts
loans_sighting           | SI own council @seen_by; U council, kept      | S once forwarded
loans_retyping           | SI own council @changed_by                    | S once forwarded
loans_commissionerreport | SI own council @entered_by; U council, kept   | S once forwarded
loans_paperorigin        | SI own council @typed_by; U council, kept     | S once forwarded
"""
EXTRAS = """
                 | pages            | administrators
loans_extrafield | S once confirmed | SU own prefecture; I undecided @proposed_by
"""
TERMS = """
                     | pages
loans_fundterms      | S all
loans_consenttext    | S all
loans_budgetcategory | S all
loans_correctionkind | S all
loans_paperrule      | S all
loans_papertype      | S all
loans_planrule       | S all
loans_returnreason   | S all
walls.transition     |
walls.correction_step |
"""
LOANS = (
    page(CASES)
    | page(RECUSALS)
    | page(TALK)
    | page(NOTICES)
    | page(MAIL)
    | page(MEMOS)
    | page(SAVED)
    | page(FINDING)
    | page(PAPERS)
    | page(SEEN)
    | page(EXTRAS)
    | page(TERMS)
)
