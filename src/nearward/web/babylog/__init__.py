"""The baby's log: brought in from another program, looked at first, and undone whole."""
