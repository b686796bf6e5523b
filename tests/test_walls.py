"""The walls an import contract cannot see: names that are neither imported nor modules, and files that break the house rules.

The contracts on imports are in pyproject.toml and run with `make lint`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.environment import ROOT

FLOORS = ("app", "widgets", "layers", "feeds", "resources")
PURE = ("feeds/picture", "feeds/assessment")
CLOCKS = {"now", "utcnow", "today"}
FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "print", "input"}


def sources(folder: str) -> Iterator[Path]:
    """Yield the Python files of a folder."""
    return (ROOT / folder).rglob("*.py")


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the last name and the line of each call in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node.lineno
                case _:
                    pass


@pytest.mark.parametrize("folder", PURE)
def test_the_fold_and_the_verdicts_ask_no_clock_and_no_file(folder: str) -> None:
    """No call in them is named like one that reads a clock or touches a file, through whatever object it is reached."""
    found = [f"{path.relative_to(ROOT)}:{line} {name}" for path in sources(folder) for name, line in calls(path) if name in CLOCKS | FILES]
    assert found == []


@pytest.mark.parametrize("folder", FLOORS)
def test_a_package_s_init_is_a_docstring(folder: str) -> None:
    """Every folder with Python files has an __init__.py, and that holds its docstring and nothing else."""
    for parent in {path.parent for path in sources(folder)}:
        body = ast.parse((parent / "__init__.py").read_text("utf-8")).body
        assert len(body) == 1, parent
        assert ast.get_docstring(ast.Module(body, [])), parent


@pytest.mark.parametrize("folder", FLOORS)
def test_every_module_says_why_it_exists(folder: str) -> None:
    """Each opens with a docstring."""
    silent = [path for path in sources(folder) if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_tests_are_no_packages() -> None:
    """A file of tests is found by its path, so two of them may share a name."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_the_walls_are_there_to_hold() -> None:
    """The folders asked about exist and hold files; an empty answer would prove nothing."""
    assert all(any(True for _ in sources(folder)) for folder in (*FLOORS, *PURE))
