"""Package data and its one reader."""
