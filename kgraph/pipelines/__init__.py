"""The English pipeline that ships with kgraph, and how any pipeline is loaded."""

from __future__ import annotations

from kgraph.pipelines.loading import adapt, fingerprint, load_pipeline

__all__ = ["adapt", "fingerprint", "load_pipeline"]
