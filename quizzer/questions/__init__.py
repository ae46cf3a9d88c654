"""The types that travel between rooms: texts, questions, answer specifications, verdicts. No behaviour beyond them."""
