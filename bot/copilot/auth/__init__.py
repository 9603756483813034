"""Who may use the co-pilot: accounts, sessions, and the guard before every page."""
