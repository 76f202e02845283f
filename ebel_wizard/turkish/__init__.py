"""Turkish letters, dates, numbers and identifiers, independent of the rest of the program."""
