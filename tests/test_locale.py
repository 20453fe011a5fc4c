"""The interface in Chinese: complete, and in step with the code."""

import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)s")


@pytest.fixture
def catalogue(project: Path) -> polib.POFile:
    return polib.pofile(str(project / CATALOGUE))


def test_every_text_is_translated(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue if not entry.translated() or entry.obsolete] == []


def test_translations_keep_their_placeholders(catalogue: polib.POFile) -> None:
    for entry in catalogue:
        translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        for translation in translations:
            wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
            assert set(PLACEHOLDER.findall(translation)) == wanted, entry.msgid


def test_the_compiled_catalogue_is_up_to_date(project: Path, catalogue: polib.POFile) -> None:
    compiled = polib.mofile(str((project / CATALOGUE).with_suffix(".mo")))

    def texts(entries: list[polib.POEntry] | list[polib.MOEntry]) -> set[tuple[str, str, str]]:
        return {(entry.msgctxt or "", entry.msgid, entry.msgstr or entry.msgstr_plural[0]) for entry in entries}

    assert texts(list(compiled)) == texts(list(catalogue))


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
def test_the_catalogue_holds_the_texts_of_the_code(project: Path, tmp_path: Path, catalogue: polib.POFile) -> None:
    """Runs the extraction on a copy and compares the texts found."""
    for name in ("config", "directives", "meetings", "search", "templates", "locale"):
        shutil.copytree(project / name, tmp_path / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    shutil.copy(project / "manage.py", tmp_path)
    command = ["python", "-W", "ignore", "-m", "django", "makemessages", "-l", "zh_Hans", "--no-obsolete", "-v", "0"]
    from sys import executable

    subprocess.run([executable, *command[1:]], cwd=tmp_path, check=True, env={"PATH": "/usr/bin:/bin"})
    extracted = polib.pofile(str(tmp_path / CATALOGUE))
    assert {(e.msgctxt, e.msgid) for e in extracted} == {(e.msgctxt, e.msgid) for e in catalogue}
