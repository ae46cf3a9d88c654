"""What can be asked: item types, loading and validation of the bank's files, selectors, the index of the notes."""
