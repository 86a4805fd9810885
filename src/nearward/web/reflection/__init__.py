"""Reflection: how I learned to meet need. One's own, behind the lock, and at most one sentence of it shown."""
