"""Mine: the locked room. Which way one moves when stress rises, for one's own eyes, and what of it one shows."""
