"""A typed answer and a question -> a verdict. Text is read by own parsers and never evaluated."""
