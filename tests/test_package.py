"""The wheel: what is in it, that it works by itself, and what it brings along."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]

if not (ROOT / "pyproject.toml").is_file():
    pytest.skip("these tests need a checkout to build a wheel of", allow_module_level=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what pip would put into site-packages."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def python(unpacked: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the unpacked wheel before everything that is installed."""
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_every_file_that_the_program_reads_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    ontology = (path for path in (ROOT / "ontology").rglob("*") if path.is_file())
    needed = {f"kgraph/{path.relative_to(ROOT).as_posix()}" for path in ontology}
    for pattern in ("*/data/**/*", "pipelines/en_news/**/*", "examples/*", "training/items/*", "py.typed"):
        found = {p.relative_to(ROOT).as_posix() for p in (ROOT / "kgraph").glob(pattern) if p.is_file()}
        assert found, pattern
        needed |= found
    assert needed <= packed
    assert any(name.endswith("licenses/LICENSE") for name in packed)


def test_what_only_makers_of_the_data_need_is_not(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.namelist()
    assert [name for name in packed if re.search(r"curated|knowledge/build|^tests|__pycache__", name)] == []


def test_the_wheel_works_by_itself(unpacked: Path, tmp_path: Path) -> None:
    where = python(unpacked, tmp_path, "-c", "import kgraph; print(kgraph.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(unpacked), where.stderr
    ran = python(unpacked, tmp_path, "-m", "kgraph", "demo")
    assert ran.returncode == 0, ran.stderr
    assert "Joe Biden" in ran.stdout
    assert {"graph.ttl", "graph.png"} == {path.name for path in tmp_path.iterdir()}
    ran = python(unpacked, tmp_path, "-m", "kgraph", "query", "graph.ttl", "--named", "who-met-whom")
    assert "Volodymyr Zelenskyy" in ran.stdout


def brought_along(name: str, extras: tuple[str, ...] = ()) -> set[str]:
    """Return the names of all distributions that installing one brings along, itself left out."""
    found: set[str] = set()
    waiting = [(name, extra) for extra in (*extras, "")]
    while waiting:
        one, extra = waiting.pop()
        for line in requires(one) or ():
            requirement = Requirement(line)
            key = requirement.name.lower().replace("_", "-")
            if key in found or (requirement.marker and not requirement.marker.evaluate({"extra": extra})):
                continue
            found.add(key)
            try:
                distribution(key)
            except PackageNotFoundError:
                continue
            waiting += [(key, e) for e in (*requirement.extras, "")]
    return found


def test_installing_brings_neither_torch_nor_cuda() -> None:
    names = brought_along("kgraph")
    assert {"spacy", "pyoxigraph", "thinc"} <= names
    assert [name for name in names if re.match(r"torch|nvidia|cuda|cupy|triton|tensorflow|jax", name)] == []
