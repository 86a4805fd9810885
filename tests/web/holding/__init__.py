"""Tests of Holding."""
