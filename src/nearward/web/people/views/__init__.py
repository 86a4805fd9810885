"""Pages of people: coming in, the family, and oneself."""
