"""Quality measures against gold data, behind ``kgraph evaluate``."""
