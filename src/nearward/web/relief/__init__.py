"""“I can't go on”: a call that reaches the other at once, and the screen after it."""
