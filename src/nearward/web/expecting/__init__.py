"""Expecting: what each expects, a night rehearsed, and agreements, before a baby is here."""
