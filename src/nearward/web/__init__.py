"""The web: people, rooms and screens. It stands on the domain."""
