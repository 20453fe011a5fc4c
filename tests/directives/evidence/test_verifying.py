"""An export proves itself: a changed byte, row, order or manifest is found, and so is what changed since."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.test import override_settings

from directives.evidence.downloads import WRITERS
from directives.evidence.exporting import Export
from directives.evidence.manifest import Manifest, ManifestError
from directives.evidence.selection import Selection
from directives.evidence.text_files import text_file
from directives.evidence.verifying import verify
from directives.models import Directive
from tests.factories import Order, store, store_three_meetings

pytestmark = pytest.mark.django_db
FORMATS = ["csv", "jsonl", "xlsx", "docx"]
ODD = '=1+1要整改，\n“逗号,引号"”要处理\t制表\x0b<b>&amp;'
ADDRESSES = [
    "q=要",
    "q=要&layout=ledger&sort=oldest",
    "scope=turns&q=会议",
    "sector=gas&level=province",
    "group=sector",
]


@pytest.fixture
def collection() -> None:
    store_three_meetings()
    odd, _ = store([Order("要" * len(ODD)), Order("要看𠮷野家后厨燃气")], file_name="怪.txt", title="全州安全会议")
    reworded(odd, ODD)


def reworded(directive: Directive, text: str) -> None:
    """Give it another text of the same length: the database lets no span leave its turn."""
    directive.text = text
    directive.index()
    directive.save()


def written(folder: Path, format: str, address: str = "q=要") -> Path:
    export = Export(Selection.read(QueryDict(address)), format, "https://anling.example", "auditor")
    path = folder / f"export.{format}"
    with path.open("wb") as file:
        if format in WRITERS:
            WRITERS[format](export, file)
        else:
            file.writelines(text_file(export))
    return path


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_untouched_export_is_intact_and_current(collection: None, tmp_path: Path, format: str, address: str) -> None:
    verdict = verify(written(tmp_path, format, address))
    assert verdict.altered == []
    assert verdict.manifest.rows > 0
    assert verdict.intact and verdict.current and not verdict.index_changed


def rezipped(path: Path, member: str, change: Callable[[str], str]) -> None:
    """Change one part of an office file as a person with a zip program would."""
    copy = path.with_suffix(".copy")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == member:
                before = data.decode()
                data = change(before).encode()
                assert data.decode() != before
            new.writestr(item, data)
    shutil.move(copy, path)


def altered(path: Path, change: Callable[[str], str]) -> Path:
    """Change the text of an export, whatever its format keeps it in."""
    member = {".xlsx": "xl/worksheets/sheet1.xml", ".docx": "word/document.xml"}.get(path.suffix)
    if member:
        rezipped(path, member, change)
    else:
        before = path.read_bytes().decode()
        assert change(before) != before
        path.write_bytes(change(before).encode())
    return path


@pytest.mark.parametrize("format", FORMATS)
def test_a_changed_quote_is_found(collection: None, tmp_path: Path, format: str) -> None:
    path = altered(written(tmp_path, format), lambda text: text.replace("住建部门要加强", "住建部门可加强", 1))
    assert verify(path).altered


@pytest.mark.parametrize("format", FORMATS)
def test_a_changed_word_beside_the_quote_is_found(collection: None, tmp_path: Path, format: str) -> None:
    path = altered(written(tmp_path, format), lambda text: text.replace("钟望川", "钟望山", 1))
    assert verify(path).altered == ["文件内容与导出时不符。"]


def without_a_row(text: str) -> str:
    """The text without the first hit, in any of the formats."""
    for pattern in (r'<row r="2".*?</row>', r'<w:p><w:pPr><w:pStyle w:val="Quote"/>.*?</w:p>', r"(?<=\n)[^\n]+\n"):
        if re.search(pattern, text):
            return re.sub(pattern, "", text, count=1)
    return text


@pytest.mark.parametrize("format", FORMATS)
def test_a_missing_row_is_found(collection: None, tmp_path: Path, format: str) -> None:
    verdict = verify(altered(written(tmp_path, format), without_a_row))
    assert "行数不符" in verdict.altered[0]


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_another_order_is_found(collection: None, tmp_path: Path, format: str) -> None:
    path = written(tmp_path, format, "level=national")
    lines = path.read_bytes().splitlines(keepends=True)
    at = 1 if format == "csv" else 0
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    assert lines[at] != lines[at + 1]
    path.write_bytes(b"".join(lines))
    assert "编号或原话被改动，或各行次序变了。" in verify(path).altered


@pytest.mark.parametrize("format", FORMATS)
def test_a_changed_manifest_is_refused(collection: None, tmp_path: Path, format: str) -> None:
    path = written(tmp_path, format)
    if format == "xlsx":
        rezipped(path, "xl/sharedStrings.xml" if has(path, "xl/sharedStrings.xml") else "xl/worksheets/sheet2.xml",
                 lambda text: re.sub(r"(rows(?:&quot;|\"): )\d+", r"\g<1>99", text))  # fmt: skip
    else:
        altered(path, lambda text: re.sub(r'(rows(?:&quot;|""|")\s*: )\d+', r"\g<1>99", text))
    with pytest.raises(ManifestError, match="印记"):
        verify(path)


def has(path: Path, member: str) -> bool:
    with zipfile.ZipFile(path) as archive:
        return member in archive.namelist()


def test_a_manifest_of_another_installation_is_refused(collection: None, tmp_path: Path) -> None:
    with override_settings(SECRET_KEY="another"):
        path = written(tmp_path, "csv")
    with pytest.raises(ManifestError, match="SECRET_KEY"):
        verify(path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"1,2\n"),
        ("a.jsonl", b'{"id": 1}\n'),
        ("a.xlsx", b"PK\x03\x04broken"),
        ("a.docx", b""),
        ("a.txt", b"\xff\xfe"),
    ],
)
def test_what_is_no_export_is_refused_with_a_reason(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ManifestError):
        verify(tmp_path / name)


def test_a_missing_manifest_field_is_refused() -> None:
    with pytest.raises(ManifestError, match="不完整"):
        Manifest.read({"rows": 1})


@pytest.mark.parametrize("format", FORMATS)
def test_it_says_what_changed_since(collection: None, tmp_path: Path, format: str) -> None:
    path = written(tmp_path, format, "q=要")
    gone, changed = Directive.objects.filter(text__contains="要").order_by("pk")[:2]
    lost = gone.pk
    gone.delete()
    reworded(changed, "改" + changed.text[1:])
    [added] = store(
        [Order("新的会议要落实。")], file_name="新.txt", title="全县安全会议", code="420704", date="2023-01-01"
    )
    verdict = verify(path)
    assert verdict.intact and not verdict.current
    assert (verdict.removed, verdict.changed, verdict.added) == ([lost], [changed.pk], [added.pk])


def test_another_order_today_is_told(collection: None, tmp_path: Path) -> None:
    path = written(tmp_path, "csv", "level=province")
    Directive.objects.filter(pk=Directive.objects.filter(level="province").order_by("pk")[0].pk).update(
        listed_on="2030-01-01"
    )
    verdict = verify(path)
    assert verdict.intact and verdict.reordered and not verdict.current


class TestCommands:
    def test_a_file_of_the_command_has_its_manifest_beside_it(self, collection: None, tmp_path: Path) -> None:
        path = tmp_path / "out.csv"
        call_command("export", "directives", "--format", "csv", "--output", str(path), "--q", "燃气")
        assert json.loads((tmp_path / "out.csv.manifest.json").read_text(encoding="utf-8"))["query"] == "燃气"
        call_command("verify_export", str(path))
        path.write_bytes(path.read_bytes().replace("燃气".encode(), "煤气".encode(), 1))
        with pytest.raises(CommandError, match="1 个文件中有 1 个不符"):
            call_command("verify_export", str(path))

    @pytest.mark.parametrize("what", ["directives", "turns", "ledger"])
    def test_each_kind_can_be_exported_and_verified(self, collection: None, tmp_path: Path, what: str) -> None:
        path = tmp_path / "out.docx"
        call_command("export", what, "--format", "docx", "--output", str(path), "--site", "https://anling.example/")
        call_command("verify_export", str(path))
