"""記録. Every act, refusal and look leaves one row, by a function of the database that no role can undo."""
