"""Today: the room where the others meet."""
