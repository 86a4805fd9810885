"""Tests of words and plans."""
