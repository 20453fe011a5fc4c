"""A folder as it comes by mail: transcripts in every format and encoding, copies, and broken and hostile files.

`python -m tests.mixed FOLDER [NUMBER]` writes one. All persons and events are made up.
"""

import io
import random
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from opencc import OpenCC

from tests.meetings.readers.files import docx_of, gbk_zip_of, pdf_of, zip_of

PLACES = [
    "江陵县",
    "柳河县",
    "安岳县",
    "平武县",
    "泗水县",
    "临泉县",
    "永修县",
    "黄梅县",
    "洪江市",
    "南安市",
    "龙口市",
    "登封市",
]
PEOPLE = ["钟望川", "林知微", "陆远山", "苏问渠", "程景明", "沈清和", "韩修远", "叶知秋"]
BODIES = [
    "住建部门",
    "交通运输部门",
    "应急管理部门",
    "消防救援机构",
    "教育部门",
    "水利部门",
    "市场监管部门",
    "文旅部门",
    "工信部门",
]
THINGS = ["燃气管网", "高层建筑", "危险化学品企业", "建筑工地塔吊", "校园周边", "水库堤防", "电梯", "景区索道", "有限空间", "烟花爆竹",
          "客运车辆", "渔船码头", "粉尘涉爆企业", "尾矿库", "自建房", "养老机构", "商业综合体", "物流仓库", "油气管道", "冷库"]  # fmt: skip
DEEDS = ["要开展一次拉网式排查", "必须落实每日巡查制度", "要建立隐患台账并逐项销号", "要组织一次应急演练", "必须配齐安全员", "要限期整改到位",
         "要加密检查频次", "要推动智能监测全覆盖", "要开展警示教育", "必须停用不合格设备"]  # fmt: skip
BANS = [
    "严禁违章指挥",
    "严禁占用消防通道",
    "严禁无证上岗",
    "不得瞒报漏报",
    "严禁带病运行",
    "严禁超员超载",
    "不得以罚代管",
    "严禁动火作业不报批",
]
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    b"<w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)

SCAN = b"q 500 0 0 700 40 60 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\x00\xff EI Q\n"


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the folder. Files of one `text` are copies of each other; those without are to fail."""

    name: str
    data: bytes
    text: str = ""


def transcript(number: int, chance: random.Random) -> str:
    """A transcript of its own: its date alone tells it from every other one."""
    place, chair, speaker = PLACES[number % len(PLACES)], *chance.sample(PEOPLE, 2)
    date = f"{2015 + number // 300}年{1 + number // 25 % 12}月{1 + number % 25}日"
    lines = [
        f"{place}安全生产电视电话会议纪要（虚构）",
        f"{date}，{place}召开安全生产电视电话会议。县长{speaker}出席会议并讲话，副县长{chair}主持会议。",
    ]
    for index in range(chance.randint(8, 14)):
        body, thing, other = chance.choice(BODIES), *chance.sample(THINGS, 2)
        lines.append(f"{speaker}强调，" if not index else "")
        lines[-1] += (
            f"{body}{chance.choice(DEEDS).replace('要', f'要对{thing}和{other}', 1)}，{chance.randint(1, 12)}月底前完成；{chance.choice(BANS)}。"
        )
    return "\n".join(lines) + "\n"


def mixed(number: int, seed: int = 6) -> Iterator[Made]:
    """So many files, in a fixed order for each seed: some three fifths are texts of their own, a fifth copies of
    these, a fifth broken or hostile."""
    chance = random.Random(seed)
    convert = OpenCC("s2t").convert
    made: list[str] = []
    for index in range(number):
        kind = index % 10
        if kind in (3, 7) and made:
            text = chance.choice(made)
            yield _copy(index, text, convert(text), chance.randrange(7))
        elif kind == 9 or (kind == 5 and index % 20 == 5):
            yield HOSTILE[index // 5 % len(HOSTILE)](index, transcript(index, chance))
        else:
            text = transcript(index, chance)
            made.append(text)
            yield _own(index, text, index % 12)


def _own(index: int, text: str, kind: int) -> Made:
    names = ["txt", "md", "txt", "txt", "html", "docx", "txt", "pdf", "html", "docx", "txt", "txt"]
    name = f"{index:04}-会议材料.{names[kind]}"
    if names[kind] == "docx":
        return Made(name, docx_of(*text.splitlines()), text)
    if names[kind] == "pdf":
        return Made(name, pdf_of(*_pages(text)), text)
    if names[kind] == "html":
        charset = ("utf-8", "gb2312")[kind == 8]
        return Made(name, page(text, charset).encode("gb18030" if kind == 8 else "utf-8"), text)
    encoding = {2: "gb18030", 3: "utf-16", 6: "utf-8-sig", 10: "gb18030", 11: "utf-16-le"}.get(kind, "utf-8")
    return Made(name, text.encode(encoding), text)


def page(text: str, charset: str) -> str:
    """A saved page with a menu and a footer around the text."""
    title, *rest = text.splitlines()
    body = "".join(f"<p>{line}</p>" for line in rest)
    return (
        f'<html><head><meta charset="{charset}"><title>{title}</title></head><body><ul><li><a href="/">首页</a></li>'
        f'<li><a href="/x">新闻</a></li></ul><div class="article"><h1>{title}</h1>{body}</div><div>版权所有</div></body></html>'
    )


def _pages(text: str) -> Iterator[list[tuple[float, float, str]]]:
    lines = [line[at : at + 36] for line in text.splitlines() for at in range(0, len(line), 36)]
    for start in range(0, len(lines), 30):
        yield [(70.0, 760.0 - 22 * row, line) for row, line in enumerate(lines[start : start + 30])]


def _copy(index: int, text: str, traditional: str, kind: int) -> Made:
    name = f"{index:04}-副本"
    if kind == 0:
        return Made(f"{name}.txt", text.encode(), text)
    if kind == 1:
        return Made(f"{name}.txt", text.encode("gb18030"), text)
    if kind == 2:
        return Made(f"{name}.txt", traditional.encode("utf-8"), text)
    if kind == 3:
        return Made(f"{name}.txt", traditional.encode("utf-16"), text)
    if kind == 4:
        return Made(f"{name}.txt", text.replace("\n", "\r\n\r\n").replace("，", "，　").encode(), text)
    if kind == 5:
        return Made(f"{name}.docx", docx_of(*text.splitlines()), text)
    return Made(f"{name}.htm", page(text, "gbk").encode("gb18030"), text)


def _bomb(index: int, text: str) -> Made:
    return Made(f"{index:04}-炸弹.docx", _word_with(b"<w:document>" + b" " * (70 << 20)))


def _laughs(index: int, text: str) -> Made:
    return Made(f"{index:04}-实体.docx", _word_with(LAUGHS))


def _word_with(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_of("x"))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, document if entry.filename == "word/document.xml" else old.read(entry))
    return out.getvalue()


HOSTILE = (
    lambda index, text: Made(f"{index:04}-空.txt", b""),
    lambda index, text: Made(f"{index:04}-截断.docx", docx_of(text)[:4000]),
    lambda index, text: Made(f"{index:04}-截断.pdf", pdf_of(*_pages(text))[:500]),
    lambda index, text: Made(f"{index:04}-截断.txt", text.encode()[:-2]),
    lambda index, text: Made(f"{index:04}-乱字节.txt", bytes((index * 37 + at * at) % 256 for at in range(4000))),
    lambda index, text: Made(f"{index:04}-其实是Word.txt", docx_of(text)),
    lambda index, text: Made(f"{index:04}-其实是文本.pdf", text.encode()),
    lambda index, text: Made(f"{index:04}-其实是图片.doc", b"\x89PNG\r\n\x1a\n" + bytes(2000)),
    lambda index, text: Made(f"{index:04}-录音.mp3", bytes(3000)),
    lambda index, text: Made(f"{index:04}-坏包.zip", zip_of({"a.txt": text.encode()})[:-30]),
    lambda index, text: Made(f"{index:04}-套娃.zip", zip_of({"a.zip": zip_of({"b.zip": zip_of({"c.txt": b"x"})})})),
    lambda index, text: Made(f"{index:04}-大.txt", b"x" * (11 << 20)),
    lambda index, text: Made(f"{index:04}-扫描件.pdf", pdf_of([], [], extra=SCAN)),
    _bomb,
    _laughs,
    lambda index, text: Made(f"{index:04}-压缩炸弹.zip", zip_of({"../../逃.txt": bytes(20 << 20)})),
    lambda index, text: Made(f"{index:04}-材料.zip", gbk_zip_of({f"{index}/会议.txt": text.encode("gb18030")}), text),
)


def main() -> None:
    folder, number = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500
    folder.mkdir(parents=True, exist_ok=True)
    for made in mixed(number):
        (folder / made.name).write_bytes(made.data)


if __name__ == "__main__":
    main()
