"""Proofs of the promises on real files, a real server and a real kill -9. `bin/prove` prints their figures."""
