"""Statistics and histories in words and records, for both faces. Pure: takes what practice found, returns lines."""
