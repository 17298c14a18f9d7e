"""What is not as the proof demands, and why it may be so."""

# To what address: the boxes at which a rule that looks at several says its sentence.
ASKS_ANOTHER_BOX: dict[str, tuple[str, ...]] = {}
# To what address: the boxes that are shown again otherwise than they were typed.
SHOWN_OTHERWISE: dict[str, tuple[str, ...]] = {
    "loans:introduce": ("told",),  # another slip begins with what the talk says
}
# Addresses that take a form which no page of the walk's rows shows.
NOT_SHOWN: dict[str, str] = {
    "staff:suspend": "only a button is pressed",
    "staff:invite_again": "only a button is pressed",
    "officer:stop": "only a button is pressed",
    # At form level LinkForm gets every text (tests/hostile).
    "officer:person": "nobody of the walk's orders has a candidate who may be chosen",
}
