"""What happened: the append-only log of events, the cards that follow from it, sessions; SQLite and migrations."""
