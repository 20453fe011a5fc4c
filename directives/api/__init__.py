"""The interface for programs: what the pages show, read-only, as JSON under /api/v1/."""
