"""Consent: what a partner lets their counselor read, by class and period, and what the counselor read."""
