"""The shipped English pipeline, and the one place where pipelines are loaded."""

from __future__ import annotations

from kgraph.pipelines.loading import adapt, load_pipeline

__all__ = ["adapt", "load_pipeline"]
