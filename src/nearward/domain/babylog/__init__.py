"""A baby's log from another program: recognised, read row by row, kept as far as planning needs."""
