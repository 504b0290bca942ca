"""From bytes to text: byte order marks, UTF-16 without one, and legacy encodings told from the bytes themselves."""

from __future__ import annotations

import codecs
import re

from kgraph.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of kinds of file that people take for text.
_MAGIC = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive or an Office document", b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"\x1f\x8b": "a compressed file", b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office document", b"SQLite format 3": "a database", b"BZh": "a compressed file",
}  # fmt: skip
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Bytes above ASCII in Windows-1252 that English news holds: quotes, dashes, ellipsis, currency, Latin letters.
_WESTERN = frozenset(
    [0x80, 0x85, *range(0x91, 0x98), 0x99, 0xA0, 0xA3, 0xA7, 0xA9, 0xB0, 0xB7, 0xBD, *range(0xC0, 0x100)]
)
_SAMPLE = 200_000


def decode(data: bytes, name: str) -> str:
    """Return the text of a file's bytes; `name` is what error messages call the file.

    Raises:
        SourceError: If the bytes are empty, no text, or in an encoding that cannot be told.
    """
    if not data.strip():
        raise SourceError(f"{name} is empty")
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(f"{name} is {kind}, not text; save its text as .txt or .html first")
    text = _decoded(data, name)
    if len(_CONTROL.findall(text[:_SAMPLE])) > 0.01 * len(text[:_SAMPLE]):
        raise SourceError(f"{name} is binary, not text")
    if not text.strip("\ufeff \t\r\n"):
        raise SourceError(f"{name} is empty")
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name)
    if b"\0" in data[:_SAMPLE]:
        return _strict(data, _wide_encoding(data, name), name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file cut in the middle of a character is UTF-8 all the same.
        if error.start >= len(data) - 3:
            return data[: error.start].decode("utf-8")
    return _strict(data, _legacy_encoding(data, name), name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise SourceError(f"{name} looks like {encoding} but cannot be read as such; save it as UTF-8") from error


def _wide_encoding(data: bytes, name: str) -> str:
    """Return UTF-16 in the byte order in which every other byte of Latin text is zero."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    raise SourceError(f"{name} is binary, not text")


def _legacy_encoding(data: bytes, name: str) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return codecs.lookup(declared.group(1).decode("ascii")).name
        except LookupError:
            pass  # a made-up name: the bytes decide
    high = [byte for byte in data[:_SAMPLE] if byte > 0x7F]
    if len(high) < 0.05 * len(data[:_SAMPLE]) and _WESTERN.issuperset(high):
        return "cp1252"
    # Heavy, and rarely needed.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise SourceError(f"{name} is in an encoding that cannot be told, or binary; save it as UTF-8")
    return best.encoding
