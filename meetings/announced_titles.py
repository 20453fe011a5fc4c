"""Which meeting a title or a section heading names (…会议纪要, 在…会议上的讲话)."""

import re

from meetings.announcements import FOR_GUESTS, Announcement
from meetings.meeting_names import clean_title
from meetings.meeting_words import NOUN

_TITLE_FORMS = (
    re.compile(rf"(?:召开|举行)(?P<np>.{{2,60}}?(?:{NOUN})(?:暨.{{2,40}}?{NOUN})?)"),
    re.compile(
        rf"^(?P<np>.{{2,70}}?{NOUN})(?:会议)?(?:纪要|(?:会议)?记录(?:稿)?|简报|简讯|综述|侧记|实录|主持词|(?:发言)?记录|录音整理|(?:发言)?材料(?:汇编)?|(?:会议)?精神及?任务分工|任务分工|(?:简要|主要)?精神(?:摘要|要点|传达提纲)?|情况通报|讲话)?(?:[（(〔【][^）)〕】]{{2,20}}[）)〕】]|[ \u3000]*第?[\d一二三四五六七八九十]{{1,3}}[期号次])?$"
    ),
    re.compile(rf"在(?P<np>.{{4,70}}?{NOUN})(?:上)?的?(?:领导)?(?:讲话|主持词|发言|报告|总结|致辞|部署|传达|点评)"),
    re.compile(rf"^在(?P<np>.{{4,70}}?{NOUN})上$"),
    re.compile(rf"^(?P<np>.{{4,60}}?{NOUN})(?:上的?(?:领导)?的?(?:讲话|发言|总结|致辞)|(?:的?领导)讲话)"),
    re.compile(rf"^(?P<np>.{{2,60}}?{NOUN})(?:在.{{2,8}})?(?:召开|举行)"),
    re.compile(rf"(?:对|就|在)(?P<np>.{{4,60}}?{NOUN})(?:上)?(?:作出|强调|作)"),
)
_NAMELESS = re.compile(r"[\u4e00-\u9fff]在(?:续会|会议|大会|会)$")  # a caption: 某副厅长在续会上讲话
_TITLE_NOT = re.compile(r"传达|学习|贯彻|落实|收听|收看|参加|审议|听取|研究|关于|精神.*(?:通知|方案)")


def title_announcement(text: str, start: int, end: int) -> Announcement | None:
    """The meeting a title or section heading names (…会议纪要, 在…会议上的讲话, 全国会议精神), or None."""
    line = re.sub(
        r"^[\[【（(][^\]】）)]{1,6}[\]】）)](?=.)|^[\[【]|(?<=[议话])[\]】]$|^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])",
        "",
        text[start:end].replace("\n", ""),
    ).strip()
    for form in _TITLE_FORMS:
        match = form.search(line)
        if match is None or FOR_GUESTS.search(match["np"]) or _NAMELESS.search(match["np"]):
            continue
        if not _TITLE_NOT.search(line[: match.end("np")]):
            at = text.find(match["np"], start, end)
            at = start if at < 0 else at
            return Announcement(
                at, at + len(match["np"]), clean_title(match["np"]), line[: match.start("np")], False, "title"
            )
    return None
