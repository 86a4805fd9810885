"""Tests of expecting."""
