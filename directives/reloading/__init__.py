"""Loading a document again: another version of it, or the same bytes understood by an improved program."""
