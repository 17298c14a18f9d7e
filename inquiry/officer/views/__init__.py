"""照会の画面. Each view has a door, makes one call, and answers."""
