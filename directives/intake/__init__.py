"""The way of a file from a loader's hands to a stored document, in steps that may be interrupted anywhere."""
