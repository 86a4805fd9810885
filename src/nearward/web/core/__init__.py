"""The floor: the clock, ids, keys and the vault, sending once, and the live line. It knows no room."""
