"""The ground floor. What is read by all, the own row at the door, staff and settings, the trail; in both databases."""

from tests.walls.matrix.access.words import page

DOOR = """
                                | everybody | pages
councils_council                | S all     |
django_content_type             | S all     |
auth_permission                 | S all     |
councils_letterhead             |           | S all
councils_nameplate              |           | S own prefecture
councils_setting                |           | S once confirmed
councils_staff_groups           |           | S own
guardian_userobjectpermission   |           | S own
mfa_authenticator               |           | SIUD own
auth_group                      |           | S none
auth_group_permissions          |           | S none
guardian_groupobjectpermission  |           | S none
account_emailaddress            |           |
account_emailconfirmation       |           |
councils_staff_user_permissions |           |
django_migrations               |           |
walls.key                       |           |
"""
POSTS = """
              | pages | administrators
councils_post | S own | S own prefecture
"""
TRAIL = """
                     | trail posts      | sealer | tasks
councils_alertrule   |                  |        | S all
councils_rosterentry | S own prefecture |        |
councils_trailrow    | S own prefecture | S all  |
councils_trailseal   | S own prefecture | SI all |
councils_sealcheck   | S own prefecture | SI all |
councils_anchoring   |                  | SI all |
walls.unsealed       |                  | SD all |
councils_alert       | S own prefecture |        |
councils_alertnote   | S own prefecture |        |
councils_invitation  |                  |        |
walls.invitation_key |                  |        |
"""
BOTH = page(DOOR) | page(POSTS) | page(TRAIL)
CASES = (
    BOTH
    | page("""
                      | counter pages           | office pages              | case posts
councils_staff        | S municipal door; U own | S prefectural door; U own |
councils_designation  |                         |                           |
councils_outboxrow    |                         |                           | SIU own prefecture
""")
    # whoever leads a council confirms that a colleague's lost factor is reset
    | page("""
                  | counter chiefs       | office chiefs        | trail posts      | administrators
councils_proposal | S factors of council | S factors of council | S own prefecture | IU undecided @proposed_by_id
""")
    | page("""
                    | administrators               | system
councils_homedigest | I own prefecture @written_by | S own prefecture
""")
)
# in the gate nobody leads a council
VAULT = (
    BOTH
    | page("""
                      | pages                     | officers           | worker
councils_staff        | S prefectural door; U own |                    |
councils_outboxrow    |                           | S own prefecture; I bells | SIU own prefecture
""")
    | page("""
                      | pages | trail posts      | administrators
councils_designation  | S own |                  | S staff of own prefecture
councils_homedigest   |       |                  |
councils_proposal     |       | S own prefecture | IU undecided @proposed_by_id
""")
)
