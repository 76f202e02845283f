"""Turkish letters, dates and identifiers; knows nothing of the rest of the program."""
