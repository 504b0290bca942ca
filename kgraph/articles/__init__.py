"""Reading articles: text, HTML and JSON Lines from files, folders and standard input into clean text."""

from kgraph.articles.cleaning import CleanText, body_end, clean
from kgraph.articles.reading import ReadProblem, ReadWarning, read_article, read_articles, warn

__all__ = ["CleanText", "ReadProblem", "ReadWarning", "body_end", "clean", "read_article", "read_articles", "warn"]
