"""How well mentions are put together into entities: MUC, B-cubed and entity-based CEAF.

A cluster is the set of the mentions of one entity, each by its span.  A measure is four numbers: what is right of the
predicted clusters and their size, what is right of the gold ones and theirs; sums over documents give its rates.

Sources: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF with the entity-based similarity
phi 4); their mean is that of the CoNLL shared tasks 2011 and 2012.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MEASURES = ("MUC", "B3", "CEAFe")
PARTS = ("right of found", "found", "right of gold", "gold")

Mention = tuple[int, int]
Cluster = set[Mention]
Four = tuple[float, float, float, float]


def counts(gold: Sequence[Cluster], found: Sequence[Cluster]) -> dict[str, Four]:
    """Return for each measure the four numbers of a document.

    >>> counts([{(0, 1), (2, 3)}, {(4, 5)}], [{(0, 1), (2, 3)}, {(4, 5)}])["MUC"]
    (1, 1, 1, 1)
    """
    of_gold = {m: i for i, c in enumerate(gold) for m in c}
    of_found = {m: i for i, c in enumerate(found) for m in c}
    best = _aligned(gold, found, of_found)
    return {
        "MUC": (*_links(found, of_gold), *_links(gold, of_found)),
        "B3": (*_shares(found, gold, of_gold), *_shares(gold, found, of_found)),
        "CEAFe": (best, len(found), best, len(gold)),
    }


def f1(four: Sequence[float]) -> float:
    """Return the harmonic mean of precision and recall of a measure's four numbers.

    >>> f1((1, 2, 1, 1))
    0.6666666666666666
    """
    right_found, found, right_gold, gold = four
    precision, recall = right_found / found if found else 0.0, right_gold / gold if gold else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _links(clusters: Sequence[Cluster], other: Mapping[Mention, int]) -> tuple[int, int]:
    """Count the links that hold clusters together, and those of them that the other side has."""
    kept = total = 0
    for cluster in clusters:
        parts: set[object] = {other.get(m, m) for m in cluster}  # a mention unknown to the other side is a part alone
        total += len(cluster) - 1
        kept += len(cluster) - len(parts)
    return kept, total


def _shares(
    clusters: Sequence[Cluster], others: Sequence[Cluster], other: Mapping[Mention, int]
) -> tuple[float, int]:
    """Sum over mentions the share of their cluster that is with them on the other side as well."""
    shared = 0.0
    for cluster in clusters:
        shared += sum(len(cluster & others[other[m]]) / len(cluster) for m in cluster if m in other)
    return shared, sum(map(len, clusters))


def _aligned(gold: Sequence[Cluster], found: Sequence[Cluster], of_found: Mapping[Mention, int]) -> float:
    """Return the greatest sum of similarities of gold clusters each set beside at most one found cluster."""
    import networkx as nx  # noqa: PLC0415 - slow to load, and nothing else here needs it

    # Clusters without a common mention add nothing: what is left are small groups, matched in no time.
    pairs: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, cluster in enumerate(gold):
        for j in {of_found[m] for m in cluster if m in of_found}:
            similarity = 2 * len(cluster & found[j]) / (len(cluster) + len(found[j]))
            pairs.add_edge(("gold", i), ("found", j), weight=similarity)
    return float(sum(pairs.edges[edge]["weight"] for edge in nx.max_weight_matching(pairs)))
