"""The trigger lexicon: which words express which event, and who fills which role.

The files lie in ``kgraph/lexicon/data``; `load_lexicon` reads them once.  ``python -m kgraph.lexicon`` checks them.
"""

from kgraph.lexicon.frames import Alternative, Condition, Frame, parse_conditions, parse_frame
from kgraph.lexicon.relations import Relation, Relations, load_relations
from kgraph.lexicon.triggers import Lexicon, Sense, load_lexicon

__all__ = [
    "Alternative",
    "Condition",
    "Frame",
    "Lexicon",
    "Relation",
    "Relations",
    "Sense",
    "load_lexicon",
    "load_relations",
    "parse_conditions",
    "parse_frame",
]
