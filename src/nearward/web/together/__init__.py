"""Time together: one small shared thing a week."""
