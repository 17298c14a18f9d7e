"""本人の照合. Is this the same person? Pure functions: no Django, no database, no clock but the one handed in."""
