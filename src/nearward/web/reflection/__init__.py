"""Mine: how I meet need, where I learned it, and what I keep that is mine."""
