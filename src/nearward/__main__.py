"""`python -m nearward` is the same as `nearward`."""

from nearward.cli import main

main()
