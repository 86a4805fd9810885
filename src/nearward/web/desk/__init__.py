"""The desk: what a counselor reads of those who let them in, and nothing else."""
