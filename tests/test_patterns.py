"""Patterns that are built with f-strings: a count in single braces ({2,4}) would be read as an expression."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("config", "directives", "meetings", "search")


def _is_count(node: ast.expr) -> bool:
    numbers = node.elts if isinstance(node, ast.Tuple) else [node]
    return all(isinstance(one, ast.Constant) and isinstance(one.value, int) for one in numbers)


def _counts(source: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue) and _is_count(node.value):
            yield node.lineno


def test_it_sees_a_count_in_single_braces() -> None:
    assert list(_counts('rf"{WORD}[^，]{2,4}"')) == [1]
    assert list(_counts('rf"{WORD}[^，]{{2,4}}"')) == []


def test_no_pattern_loses_a_count_to_an_f_string() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in _counts(path.read_text(encoding="utf-8"))
    ]
    assert found == []
