"""``python -m kgraph.lexicon``: check the lexicon files and say what is in them."""

from __future__ import annotations

import sys
from collections import Counter

from kgraph.lexicon.checks import problems
from kgraph.lexicon.plover import load_plover
from kgraph.lexicon.triggers import load_lexicon


def main() -> int:
    """Print each fault, then the number of senses by event; return 1 if there were faults."""
    lexicon = load_lexicon()
    faults = list(problems(lexicon, load_plover()))
    counts = Counter(sense.event or ("state" if sense.relation else "no event") for sense in lexicon)
    lines = [*faults, *(f"{n:6d} {name}" for name, n in counts.most_common()), f"{len(lexicon):6d} senses"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
