"""Words: say it another way."""
