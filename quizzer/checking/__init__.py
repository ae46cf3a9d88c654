"""The author's gate: every item is drawn, graded and held against the registers it refers to."""
