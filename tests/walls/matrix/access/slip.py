"""The slip. The office asks, the gate's worker answers; nothing of it is a counter's or the gate's pages'."""

from tests.walls.matrix.access.words import page

TERMS = """
                         | office pages
inquiry_desk_repeatterm  | S all
"""
SLIP = (
    page(TERMS)
    | page("""
                        | case posts        | worker
inquiry_desk_order      | SI own prefecture | S own prefecture
inquiry_desk_subject    | SI own prefecture | S own prefecture
inquiry_desk_closing    | SI own prefecture | S own prefecture
inquiry_desk_departure  |                   | S own prefecture
inquiry_desk_protection | SI own prefecture | S own prefecture
inquiry_desk_revocation | S own prefecture  | S own prefecture
inquiry_desk_withdrawal | S own prefecture  | SI own prefecture
inquiry_desk_planline   | SI own prefecture | S own prefecture
inquiry_desk_progress   | S own prefecture  | SI own prefecture
inquiry_desk_finding    | S own prefecture  | SI own prefecture
""")
    | page("""
                           | everybody
inquiry_desk_catalogueline | S all
""")
)
