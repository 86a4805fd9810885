"""The week ahead: nights and what may change hands, as one proposal."""
