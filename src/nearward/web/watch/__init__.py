"""Who has the baby right now by their own tap, until a time. Gone after that."""
