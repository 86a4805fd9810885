"""Asks, answers and hand-overs."""
