"""Repair after something hurt: five steps, shared in turns, and one agreement."""
