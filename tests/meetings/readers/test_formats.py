"""Documents of every format become the text that people read in them."""

from pathlib import Path

import pytest

from meetings.readers import ReadError, office, read
from tests.meetings.readers.files import docx_of, pdf_of

SAMPLES = Path(__file__).parents[3] / "fixtures" / "documents"
NAMES = sorted(path.name.removesuffix(".expected.txt") for path in SAMPLES.glob("*.expected.txt"))
needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=needs_office) if name.endswith(".doc") else name for name in NAMES]
)
def test_a_sample_is_read_as_expected(name: str) -> None:
    source = read(name, (SAMPLES / name).read_bytes())
    assert source.text + "\n" == (SAMPLES / f"{name}.expected.txt").read_text()
    assert source.extracted


def test_a_page_tells_its_title_and_date_and_loses_its_menus() -> None:
    source = read("网页.html", (SAMPLES / "网页.html").read_bytes())
    assert (source.encoding, source.title) == ("gb18030", "柳河市召开全市防汛和安全生产视频会议（虚构）")
    assert source.published_on == "2023-05-19"
    assert "互动交流" not in source.text and "版权所有" not in source.text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_a_page_is_decoded_as_it_says(encoding: str) -> None:
    page = f"<html><head><meta charset={encoding}><title>會議</title></head><body><p>{'全省會議要求落實責任。' * 20}</p></body></html>"
    assert "全省會議要求落實責任。" in read("a.htm", page.encode(encoding)).text


def test_a_page_whose_main_text_is_not_found_is_read_whole() -> None:
    cells = "".join(f"<li><a href=/{i}>第{i}项工作要在年底前完成。</a></li>" for i in range(60))
    source = read("a.html", f"<html><body><ul>{cells}</ul><p>会议强调，要压实责任。</p></body></html>".encode())
    assert all(f"第{i}项工作" in source.text for i in range(60))


def test_plain_text_that_is_called_a_page_is_read_as_text() -> None:
    source = read("a.html", "会议强调，要压实责任，做到风险 < 可控。".encode())
    assert source.text == "会议强调，要压实责任，做到风险 < 可控。"
    assert not source.extracted


def test_a_word_document_with_an_old_ending_is_read() -> None:
    assert read("a.doc", docx_of("会议强调，要压实责任。")).text == "会议强调，要压实责任。"


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{i}行文字要写得满满当当才像正文内容" for i in range(8)]
    right = [f"右栏第{i}行文字要写得满满当当才像正文内容" for i in range(8)]
    rows = [(50.0, 700 - 20 * i, left[i]) for i in range(8)] + [(320.0, 700 - 20 * i, right[i]) for i in range(8)]
    text = read("a.pdf", pdf_of(sorted(rows, key=lambda row: -row[1]))).text
    assert text.index(left[7]) < text.index(right[0])


def test_what_stands_on_every_page_is_left_out() -> None:
    pages = [
        [(200.0, 810.0, "安全生产简报"), (80.0, 700.0, f"第{'一二三'[i]}页的会议内容。"), (290.0, 30.0, f"— {i + 1} —")]
        for i in range(3)
    ]
    assert read("a.pdf", pdf_of(*pages)).text == "第一页的会议内容。\n第二页的会议内容。\n第三页的会议内容。"


def test_a_sentence_that_runs_over_a_page_is_one() -> None:
    full = "会议强调各级各部门要切实压实安全生产责任把风险化解在萌芽之时"
    pages = [(80.0, 120.0, full)], [(80.0, 740.0, "，确保人民群众生命财产安全得到保障不出任何差错，坚决守住底线。")]
    lines = [(80.0, 140.0, full)]
    text = read("a.pdf", pdf_of(lines + list(pages[0]), list(pages[1]))).text
    assert f"{full}，确保人民群众" in text


SCAN = b"q 500 0 0 700 40 60 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\x00\xff EI Q\n"


def test_a_scanned_pdf_is_told_apart() -> None:
    with pytest.raises(ReadError, match="扫描件.*OCR"):
        read("a.pdf", pdf_of([], [], extra=SCAN))


def test_a_picture_beside_the_text_is_no_scan() -> None:
    page = [(80.0, 700.0 - 20 * i, "会议强调，要压实责任，扎实开展排查整治。") for i in range(5)]
    assert "压实责任" in read("a.pdf", pdf_of(page, extra=SCAN)).text


def test_an_encrypted_pdf_is_refused() -> None:
    with pytest.raises(ReadError, match="加密"):
        read("加密.pdf", (SAMPLES / "加密.pdf").read_bytes())


def test_without_an_office_suite_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    with pytest.raises(ReadError, match="LibreOffice.*另存为 .docx"):
        read("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
