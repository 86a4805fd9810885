"""Nights: who is on duty when, proposed, agreed by each for themselves, and changed when it must be."""
