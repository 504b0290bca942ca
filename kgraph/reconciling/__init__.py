"""Asking a service on the network who somebody is: the W3C Entity Reconciliation API, as Wikidata's speaks it.

Nothing here is used unless the user names a service.
"""

from kgraph.reconciling.linking import Reconciler

__all__ = ["Reconciler"]
