"""The command line: one file per command, each a thin wrapper over a function that can be imported."""

from kgraph.cli.app import app, main

__all__ = ["app", "main"]
