"""Which verbs the lexicon covers: by an entry, or by a recorded reason to have none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kgraph.errors import KnowledgeError
from kgraph.resources import data_lines, lexicon_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kgraph.lexicon.triggers import Lexicon

REASONS = frozenset(
    {
        *("apolitical", "object", "speech", "thought", "aspect", "state", "movement", "change", "noun", "form", "rare"),
    }
)


@dataclass(frozen=True, slots=True)
class Untriggered:
    """Why a verb has no entry: one of `REASONS`, and perhaps a note."""

    reason: str
    note: str = ""


def read_untriggered(path: Path) -> dict[str, Untriggered]:
    """Read a file of verbs that deliberately have no entry.

    Raises:
        KnowledgeError: If a line is broken, its reason unknown, or its verb listed before.
    """
    found: dict[str, Untriggered] = {}
    for number, line in data_lines(path):
        verb, *columns = line.split("\t")
        if not 1 <= len(columns) <= 2:
            raise KnowledgeError(f"{path.name}:{number}: two or three columns wanted, {len(columns) + 1} found")
        if columns[0] not in REASONS:
            raise KnowledgeError(f"{path.name}:{number}: unknown reason {columns[0]!r}")
        if verb in found:
            raise KnowledgeError(f"{path.name}:{number}: {verb} stands there twice")
        found[verb] = Untriggered(*columns)
    return found


@lru_cache(maxsize=1)
def load_untriggered() -> Mapping[str, Untriggered]:
    """Read ``untriggered.tsv``.

    >>> load_untriggered()["know"].reason
    'thought'
    """
    return read_untriggered(lexicon_dir() / "untriggered.tsv")


def verbs_with_entries(lexicon: Lexicon) -> set[str]:
    """Return the verbs that head an entry, with and without the hyphens in them.

    >>> from kgraph.lexicon import load_lexicon
    >>> {"meet", "test-fire", "know"} & verbs_with_entries(load_lexicon()) == {"meet", "test-fire"}
    True
    """
    heads = {sense.words[0] for sense in lexicon if sense.pos in ("v", "vo")}
    return heads | {head.replace("-", "") for head in heads}


def both(lexicon: Lexicon, untriggered: Mapping[str, Untriggered]) -> Iterator[str]:
    """Yield a line for each verb that has an entry as well as a reason to have none."""
    for verb in sorted(verbs_with_entries(lexicon).intersection(untriggered)):
        yield f"untriggered.tsv: {verb}: has an entry, and a reason to have none ({untriggered[verb].reason})"


def uncovered(verbs: Iterable[str], lexicon: Lexicon, untriggered: Mapping[str, Untriggered]) -> Iterator[str]:
    """Yield the verbs that have neither an entry nor a reason; of several words the first counts.

    Args:
        verbs: Lemmas; "_" and "+" may stand for blanks, as in event dictionaries.
        lexicon: The entries.
        untriggered: The reasons.
    """
    known = verbs_with_entries(lexicon).union(untriggered)
    seen: set[str] = set()
    for line in verbs:
        verb = line.strip().lower().replace("_", " ").replace("+", " ").strip()
        if verb and verb not in seen and verb.split()[0] not in known:
            seen.add(verb)
            yield verb
