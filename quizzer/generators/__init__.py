"""An item, a level and a seed -> one question: drawing parameters, the key, worked lines, wrong answers, options."""
