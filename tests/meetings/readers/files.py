"""Files of every format made from a text, for tests: small, and fictional where they speak of anybody."""

import io
import zipfile
from collections.abc import Mapping

import docx


def docx_of(*paragraphs: str) -> bytes:
    """A Word document."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_of(files: Mapping[str, bytes], *, level: int = 6) -> bytes:
    """An archive; names as given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def gbk_zip_of(files: Mapping[str, bytes]) -> bytes:
    """An archive as Chinese Windows makes it: names in GBK, and no word of that."""
    plain = zip_of(
        {
            f"{index:04}" + "x" * (len(name.encode("gb18030")) - 4): data
            for index, (name, data) in enumerate(files.items())
        }
    )
    for index, name in enumerate(files):
        encoded = name.encode("gb18030")
        plain = plain.replace(f"{index:04}".encode() + b"x" * (len(encoded) - 4), encoded)
    return plain


def pdf_of(*pages: list[tuple[float, float, str]], extra: bytes = b"") -> bytes:
    """A PDF of A4 pages, each a list of (x, y, text) in 12 points; its font is named, not embedded."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts ["
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >> ] >>"
    )
    kids = []
    for page in pages:
        shown = b"".join(
            f"BT /F1 12 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n".encode() for x, y, text in page
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown + extra), shown + extra))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
