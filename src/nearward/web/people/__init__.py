"""People: who someone is, which family they belong to, and how they get in."""
