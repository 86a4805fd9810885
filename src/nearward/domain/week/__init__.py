"""The week plan: who holds which responsibility, with as few changes as wanted, solved exactly."""
