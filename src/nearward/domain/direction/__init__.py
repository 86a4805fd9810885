"""Which way someone moves when stress rises: toward their partner or away, with honest uncertainty."""
