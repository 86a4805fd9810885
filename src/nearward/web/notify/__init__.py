"""A constant signal to a phone that asked for one: that there is something new, and nothing else."""
