"""県の設定. What each prefecture decides for itself: named in code, decided by two, in force from a day."""
