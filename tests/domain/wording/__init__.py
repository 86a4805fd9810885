"""Tests of Words in the domain."""
