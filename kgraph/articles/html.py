"""The article in a saved web page."""

from __future__ import annotations

from kgraph.articles.cleaning import CleanText, clean
from kgraph.articles.dates import read_date
from kgraph.errors import SourceError
from kgraph.model import Article


def article_of_page(page: str, name: str) -> Article:
    """Return the main text of an HTML page with the title, date, publisher, author and address that it gives.

    Raises:
        SourceError: If the page holds no article.
    """
    # Heavy, and needed for web pages alone.
    import trafilatura  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    extracted = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    found = extracted.as_dict() if isinstance(extracted, Document) else extracted or {}
    text = str(found.get("text") or "")
    cleaned = clean(_spaced(text), title=found.get("title")) if text.strip() else CleanText("")
    if not cleaned.text:
        raise SourceError(f"{name} holds no article that can be found in its HTML; save its text as .txt instead")
    return Article(
        id=name,
        text=cleaned.text,
        title=cleaned.title,
        date=read_date(found.get("date")) or cleaned.date,
        url=found.get("url") or None,
        publisher=found.get("sitename") or None,
        author=found.get("author") or cleaned.author,
    )


def _spaced(text: str) -> str:
    """Set each of the extractor's lines, which are paragraphs, apart by a blank line."""
    return "\n\n".join(text.split("\n"))
