"""職員の住所の要約. Whether a member of staff lives where a client lives, without keeping where that is."""
