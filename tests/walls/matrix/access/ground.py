"""The ground floor. What is read by all, the own row at the door, the trail; in both databases."""

from tests.walls.matrix.access.words import page

BOTH = """
                                 | everybody | pages            | trail posts
councils_council                 | S all     |                  |
django_content_type              | S all     |                  |
auth_permission                  | S all     |                  |
councils_letterhead              |           | S all            |
councils_nameplate               |           | S own prefecture |
councils_post                    |           | S own            |
councils_staff_groups            |           | S own            |
guardian_userobjectpermission    |           | S own            |
mfa_authenticator                |           | SIUD own         |
auth_group                       |           | S none           |
auth_group_permissions           |           | S none           |
guardian_groupobjectpermission   |           | S none           |
councils_trailrow                |           |                  | S own prefecture
account_emailaddress             |           |                  |
account_emailconfirmation        |           |                  |
councils_staff_user_permissions  |           |                  |
django_migrations                |           |                  |
walls.key                        |           |                  |
"""
CASES = page(BOTH) | page("""
                      | counter pages           | office pages              | case posts
councils_staff        | S municipal door; U own | S prefectural door; U own |
councils_designation  |                         |                           |
councils_outboxrow    |                         |                           | SIU own prefecture
""")
VAULT = page(BOTH) | page("""
                      | pages                     | officers           | worker
councils_staff        | S prefectural door; U own |                    |
councils_designation  | S own                     |                    |
councils_outboxrow    |                           | S own prefecture; I bells | SIU own prefecture
""")
