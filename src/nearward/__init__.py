"""Nearward: say what you need, get an answer you can trust, let the plan follow the need."""

__version__ = "0.1.0"
