"""One sitting from the first question to the summary, the same for every face."""
