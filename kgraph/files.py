"""Writing files so that a failure leaves nothing half-written (aside first, then renamed), and text that XML holds."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kgraph.errors import OutputError

#: Characters that XML 1.0 cannot hold.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str) -> str:
    r"""Return text with a replacement character for each that XML cannot hold.

    >>> for_xml("page\x0cbreak")
    'page�break'
    """
    return _NO_XML.sub("\ufffd", text)


@contextmanager
def new_file(path: str | Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; it takes the place of `path` when the block ends without an error.

    Raises:
        OutputError: If the folder does not exist or cannot be written to, or `path` is a folder.
    """
    target = Path(path)
    if target.is_dir():
        raise OutputError(f"{target} is a folder; name a file in it")
    aside = _folder_beside(target)
    try:
        # The suffix is kept: writers of pictures and of tables look at it.
        yield aside / target.name
        try:
            (aside / target.name).replace(target)
        except OSError as error:
            raise OutputError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def new_folder(path: str | Path, *, replaceable: Callable[[Path], bool]) -> Iterator[Path]:
    """Give a new folder beside `path`; it takes the place of `path` when the block ends without an error.

    Args:
        path: The folder to write.
        replaceable: Whether a folder that is already there, and not empty, may be replaced.

    Raises:
        OutputError: If `path` cannot be written, or holds something that is not to be replaced.
    """
    target = Path(path)
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target} is a file; name a folder")
    if target.is_dir() and any(target.iterdir()) and not replaceable(target):
        raise OutputError(f"{target} holds other files; name a new or empty folder")
    aside = _folder_beside(target)
    try:
        yield aside / "new"
        try:
            if target.is_dir():
                target.replace(aside / "old")
            (aside / "new").replace(target)
        except OSError as error:
            raise OutputError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _folder_beside(target: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.absolute().parent))
    except OSError as error:
        where = target.absolute().parent
        reason = "its folder does not exist" if not where.is_dir() else error.strerror or str(error)
        raise OutputError(f"{target} cannot be written: {reason}") from error
