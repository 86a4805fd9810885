"""Tests of the screen of Words."""
