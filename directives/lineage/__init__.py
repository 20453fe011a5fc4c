"""Where a directive comes from: links to what was said before and above it, comparing meetings, the cascade."""
