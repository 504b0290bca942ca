"""Making the data files from their sources; needs the sources at hand, not needed to use the knowledge base."""
