"""Holding: who notices, plans and does what."""
