"""How often something is spoken of over time, and what wording changed between national meetings."""
