"""The items of a round-up, and of a page of several pieces of news: where another begins, and whose words it gives."""

import re

from meetings.admission import DATELINE
from meetings.announcements import Announcement
from meetings.findings import Findings
from meetings.units import Unit
from meetings.voices import Opening
from meetings.whereabouts import one_named

# Something else than a meeting was held: another piece of news, and who came to it was at no meeting.
_EVENT = re.compile(
    r"[^，。]{2,20}日[^，。]{0,6}[，,][^，。；]{2,40}?(?:博览会|展览会?|论坛|仪式|演练|竞赛|比赛|大赛|比武|宣传活动|咨询活动)[^。，；会]{0,20}(?:举办|举行|开幕|启动|开赛)"
)
# 重庆会议强调, 福建省漳平市在续会上要求
_ITEM_SPEAKS = re.compile(r"([\u4e00-\u9fff]{2,8})(?:会议(?=强调|要求|指出)|在续会上(?=强调|要求|指出|提出))")
_SIGNED = re.compile(r"[（(](?:本台|见习|实习|特约)?(?:记者|通讯员|报道)[^（）()\n]{0,30}[）)]\s*$")
_MARK = re.compile(r"[■●◆▲★□◇○][ \u3000]*")


class Items:
    """The items of one text."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def begins(self, unit: Unit) -> bool:
        """Whether a paragraph begins another piece of news than the text is at."""
        begins = DATELINE.match(unit.text) or _EVENT.match(unit.text)
        return begins is not None or self._after_signature(unit) or self._is_item(unit)

    def meeting_of(self, unit: Unit) -> Announcement | None:
        """The meeting of another region whose words an item of a round-up begins with (某省　会议强调)."""
        item = _ITEM_SPEAKS.match(unit.text)
        place = self.findings.gathering.siting.surroundings.labelled(unit.start) if item is not None else None
        if (
            place is None
            or item is None
            or any(one.region_code == place.code for one in self.findings.gathering.meetings)
        ):
            return None
        return Announcement(unit.start, unit.start + item.end(), "会议", item[1], True, "follow")

    def _is_item(self, unit: Unit) -> bool:
        """Whether the paragraph is an item of a round-up, about another region than the text is at (■ 某县政府…, 某省　…)."""
        here = self.findings.here()
        if unit.cue.opening is Opening.MEETING and one_named(unit, self.findings) is not None:
            return False  # 温州会议指出, told of before
        mark = _MARK.match(unit.text)
        start = unit.start + (mark.end() if mark is not None else 0)
        place = self.findings.gathering.siting.surroundings.labelled(unit.start) if mark is None else None
        named = self.findings.frame.region_at(start)
        place = named.place if named is not None and mark is not None else place
        if place is None and named is not None and here is not None and named.place.level is here.level:
            place = named.place  # 山西省安监局下发通知, where the items of several provinces follow one another
        return place is not None and here is not None and here.region_code != place.code

    def _after_signature(self, unit: Unit) -> bool:
        """Whether the paragraph before is signed by its reporter in a programme of many items: another piece of news."""
        if not self.findings.frame.is_programme:
            return False
        line = self.findings.text.rfind("\n", 0, max(0, unit.line[0] - 1)) + 1
        return _SIGNED.search(self.findings.text, line, unit.line[0]) is not None
