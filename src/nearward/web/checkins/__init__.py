"""Check-ins: what a person says of now, open to the partner, and what stays with them."""
