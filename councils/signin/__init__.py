"""サインイン. Three stages: a typed name, a password, a second factor and a post (walls.md §6)."""
