"""Pure rules: standard library and numpy. No framework, clock, disk, network or global randomness."""
