"""``python -m kgraph.lexicon``: check the lexicon files and say what is in them.

``python -m kgraph.lexicon --uncovered FILE`` lists the verbs of a file, one a line, that have neither an entry nor a
recorded reason to have none.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.lexicon.checks import problems
from kgraph.lexicon.coverage import both, load_untriggered, uncovered
from kgraph.lexicon.plover import load_plover
from kgraph.lexicon.triggers import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each fault, then the number of senses by event; return 1 if there were faults.

    Args:
        arguments: The command line, else that of the process.
    """
    parser = argparse.ArgumentParser(prog="python -m kgraph.lexicon", description="Check the lexicon files.")
    parser.add_argument(
        "--uncovered",
        metavar="FILE",
        type=Path,
        help="instead list the verbs of FILE, one a line, that have neither an entry nor a reason to have none",
    )
    file: Path | None = parser.parse_args(arguments).uncovered
    lexicon = load_lexicon()
    if file is not None:
        verbs = file.read_text(encoding="utf-8").splitlines()
        sys.stdout.writelines(f"{verb}\n" for verb in uncovered(verbs, lexicon, load_untriggered()))
        return 0
    faults = [*problems(lexicon, load_plover()), *both(lexicon, load_untriggered())]
    counts = Counter(sense.event or ("state" if sense.relation else "no event") for sense in lexicon)
    lines = [*faults, *(f"{n:6d} {name}" for name, n in counts.most_common()), f"{len(lexicon):6d} senses"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
