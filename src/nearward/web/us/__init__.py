"""Us: what the two look at together, and only together."""
