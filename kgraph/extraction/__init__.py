"""Reading: from an article to its statements."""

from kgraph.extraction.reader import Reader, extract, extract_all

__all__ = ["Reader", "extract", "extract_all"]
