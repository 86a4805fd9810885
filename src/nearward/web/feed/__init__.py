"""A private calendar link for each caregiver: their agreed nights and hand-overs, with neutral titles."""
