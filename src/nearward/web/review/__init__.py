"""The weekly review: written alone, opened for both at once."""
