"""Named things: accidents, campaigns, rules and papers that turns speak of, and how often over time."""
