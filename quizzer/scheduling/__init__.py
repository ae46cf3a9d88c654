"""When to ask again: ratings, the memory model, learner-days, level bands. Pure: no clock, randomness or database."""
