"""``python -m sim`` is the command ``partnersim``."""

from sim.cli import main

main()
