"""The pages of administration: parse, one action, answer."""
