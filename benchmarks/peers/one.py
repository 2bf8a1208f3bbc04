"""``python -m benchmarks.peers.one NAME RESIDENTS STEPS SEED``: one run of one peer, as JSON."""

import importlib
import json
import sys


def main() -> None:
    """Run one peer in this very process and print how it went."""
    name, *numbers = sys.argv[1:]
    residents, steps, seed = (int(number) for number in numbers)
    peer = importlib.import_module(f"benchmarks.peers.{name}")
    print(json.dumps(peer.run(residents, steps, seed).as_dict()))


if __name__ == "__main__":
    main()
