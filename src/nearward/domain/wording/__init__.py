"""Hears a pattern in one sentence, with a classifier that is handed in, and offers other words for it."""
