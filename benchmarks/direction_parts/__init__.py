"""What bin/bench direction measures, in parts."""
