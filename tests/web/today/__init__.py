"""Tests of what Today and the night screen show."""
