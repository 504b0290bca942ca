"""Errors that kgraph raises; each is also the builtin that a caller would expect."""

from __future__ import annotations


class KgraphError(Exception):
    """Base of all errors that are the user's to mend; the message says what to do next."""


class SourceError(KgraphError, OSError):
    """An article source cannot be read: missing, empty, binary, without text."""


class FormatError(KgraphError, ValueError):
    """A file format or suffix that kgraph does not know, or a file that is not in the format it claims."""


class PipelineError(KgraphError, ValueError):
    """A spaCy pipeline that cannot be loaded or whose labels kgraph cannot read."""


class ReconciliationError(KgraphError, ConnectionError):
    """A reconciliation service that is away or does not answer as its interface asks, or an address of none."""


class QueryError(KgraphError, ValueError):
    """A SPARQL query that cannot be parsed or run; carries the position where known."""


class SelectionError(KgraphError, LookupError):
    """A name or filter for which the graph holds nothing."""


class OutputError(KgraphError, OSError):
    """An output path that cannot be written."""


class KnowledgeError(KgraphError, ValueError):
    """A knowledge or lexicon file that breaks its schema."""
