"""Every sentence of the program in both languages, by key. It knows questions and nothing of the rooms above."""
