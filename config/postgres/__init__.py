"""The database engine of every zone: Django's PostgreSQL, where one call is one statement."""
