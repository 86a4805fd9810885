"""Screening: what an instrument asks, how its answers are scored, what that says, and where it leads."""
