"""What bin/bench plans measures, in parts; each part has `rows(rng) -> list[Line]`."""
