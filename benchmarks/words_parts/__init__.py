"""How the words are learned and judged."""
