"""Template tags for words said at meetings."""
