"""Screening: short published forms, answered for oneself in Mine; help before everything else."""
