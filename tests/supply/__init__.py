"""What Nearward is made of: the locks, an audit of them, and a bill of materials."""
