"""Template tags for directives."""
