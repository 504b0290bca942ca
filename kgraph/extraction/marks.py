"""Marks and endings by which several steps read the line of words."""

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
QUOTES = frozenset({'"', "“", "”", "''", "``"})
BREAKS = frozenset({",", "-", "--", "–", "—", "("})
"""What sets off an apposition or an insertion."""
