"""Searches people keep: saved, shared, watched, and what is new in them."""
