"""Keeping: backups that open, keys that turn, and erasing that holds."""
