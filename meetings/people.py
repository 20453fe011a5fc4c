"""The people of a document's meetings: their titles and roles gathered from all the places that name them."""

import re
from collections.abc import Collection, Iterator, Sequence

from meetings.drafts import Level, MeetingDraft, PersonDraft, line_up
from meetings.levels import LEVELS, level_of
from meetings.meeting_words import HEARD
from meetings.mentions import Mention
from meetings.name_words import COMPOUND_SURNAMES
from meetings.roles import role_of_saying, roles_in
from meetings.voices import at_clause_start

_RELAYED = re.compile(r"(?:贯彻|落实|根据|按照|学习|领会|遵照|围绕|对照|就像|传达|宣读)[^，。]{0,20}$")
# 会议根据副省长某某的指示，提出…: given for this meeting.
_PASSES_ON = re.compile(r"(?:传达|宣读)(?P<studied>学习|贯彻)?(?:了)?[^，。；]{0,30}$|^会议(?:根据|按照)$")
_INSTRUCTION = re.compile(r"^[^，。；]{0,40}?(?:(?:重要)?(?:指示|批示)[和、及]?)+(?:精神|要求)?")


_CALLED_BY_POST = re.compile(
    r"(?P<alone>行政长官|[省市县区州镇乡]长|[省市县区州镇乡]委书记)(?:还|最后|同时)?(?:指出|强调|要求|表示|说)"
    rf"|(?:[^，。]{{0,12}}[，,])?(?P<surname>{COMPOUND_SURNAMES}|[\u4e00-\u9fff])(?:常务)?副?"
    r"(?P<post>书记|常务(?!副)|主任|市长|县长|区长|镇长|乡长|局长|省长|主席|州长|旗长|[部组处厅科站所校院队段]长|(?:支|大)队长|董事长|总经理|经理)"
)
_OF_MINISTRY = re.compile(r"(?<!国)(?:部|总局|国资委|铁路局|民航局)(?:党组)?(?:组织|紧急)?召开$")
_NEAR = 32  # code points: 习近平总书记…重要指示和李克强总理批示精神
_OF_STATE = re.compile(r"全国|国务院|国家防总|国家防汛|国家森")
_LISTED = re.compile(r"(?:同志)?[、，,和与及]|(?:同志)?以及")
# 某总书记的重要讲话, 某总理批示要求: what is named is the person's words, the person does not act.
_POSSESSES = re.compile(
    r"(?:同志)?(?:的(?!是)|(?:近期|系列|关于(?:(?!关于)[^，。；]){2,30}的?){0,3}(?:重要)?(?:讲话|指示|批示|论述)+(?:精神|要求(?![，,：:各全])|和|、|以及)"
    r"|(?:[近今昨]日)?(?:在(?:(?!传达|学习|通报|领学)[^，。；]){2,60}?的[^，。；、]{0,8}?(?:讲话|批示|指示)(?:精神|及|和)|在(?:(?!传达|学习|通报)[^，。；]){2,60}?会议上?(?:重要)?讲话精神))"
)
_HEARD = re.compile(rf"(?:听取|{HEARD})(?:了)?$")  # 会议听取了某局长某某关于…的汇报
_FEW = 12  # people whose reports are heard in one sentence
_LOOK_BACK = 64  # code points of a sentence before a person that tell whether the person acts
_JOINTS = re.compile(r"(?:同志)?(?:、|和|与|及|以及|，、)?(?:(?:分管|联系|负责)[^，。、]{2,14}的)?")


def _of_offices(meeting: MeetingDraft, offices: set[Level | None]) -> bool:
    """Whether somebody holds an office of the level of the meeting; that of a municipality is called one of a city."""
    municipal = meeting.level is Level.PROVINCE and (meeting.region or "").endswith("市")
    return meeting.level in offices or (municipal and Level.CITY in offices)


class Company:
    """Everybody named, and who of them takes part in which meeting."""

    def __init__(self, text: str, mentions: Sequence[Mention], *, programme: bool = False) -> None:
        self.text, self.programme = text, programme
        self._titles: dict[str, list[str]] = {}
        self._first: dict[str, Mention] = {}
        self._parts: dict[str, dict[str | None, list[str]]] = {}  # name → meeting → roles
        for mention in mentions:
            self._first.setdefault(mention.name, mention)
            known = self._titles.setdefault(mention.name, [])
            known += [title for title in mention.titles if title not in known]

    def titles(self, name: str) -> str:
        """All titles of a person, joined."""
        return "、".join(self._titles.get(name, ()))

    def in_full(self, given: str) -> str | None:
        """The full name of the one person named whose given name is `given`."""
        names = [known for known in self._titles if known.endswith(given) and known != given]
        return names[0] if len(names) == 1 else None

    def called(self, sentence: str) -> Mention | None:
        """The person named before whom a sentence calls by surname and post, or by a post alone (王县长强调, 县长指出)."""
        match = _CALLED_BY_POST.match(sentence)
        name = self._by_post(match["surname"] or "", match["alone"] or match["post"]) if match is not None else None
        return self._first[name] if name is not None else None

    def in_post(self, post: str, start: int) -> Mention | None:
        """The one person named before `start` who holds a post alone (总经理, 书记); None for none or several."""
        name = self._by_post("", post)
        return self._first[name] if name is not None and self._first[name].start < start else None

    def _by_post(self, surname: str, post: str) -> str | None:
        """The one person of that surname who holds that post; without a surname, who holds it alone."""
        fitting = [
            name
            for name, titles in self._titles.items()
            if name.startswith(surname)
            and any(
                (one.endswith(post) or post == "常务" in one) and (surname or not one.endswith(f"副{post}"))
                for one in titles
            )
        ]
        return fitting[0] if len(fitting) == 1 else None

    def first(self, name: str) -> Mention | None:
        """Where the person is named first; None for somebody who is not."""
        return self._first.get(name)

    def known_before(self, name: str, start: int) -> bool:
        """Whether the person was named before `start`."""
        return name in self._first and self._first[name].start < start

    def takes_part(self, name: str) -> bool:
        """Whether the person is known to take part in some meeting."""
        return bool(self._parts.get(name))

    def wrote(self, name: str | None) -> bool:
        """Whether an instruction in writing of the person was reported."""
        return any("批示" in roles for roles in self._parts.get(name or "", {}).values())

    def speaks(self, name: str) -> bool:
        """Whether the person is known to speak at some meeting."""
        return any({"讲话", "主持"} & set(roles) for roles in self._parts.get(name, {}).values())

    def acting(self, start: int, end: int, inside: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
        """The mentions of a sentence with the words that tell what each does: those up to the next person's
        titles; a list shares what follows it."""
        words, joined, found = "", False, []
        for at in range(len(inside) - 1, -1, -1):
            mention = inside[at]
            upto = inside[at + 1].outer if at + 1 < len(inside) else end
            own = self.text[mention.until : upto]
            if not (at + 1 < len(inside) and _LISTED.match(own) and not roles_in(own)):
                words = own
            found.append((mention, words))
        acts = heard = False
        found.reverse()
        for at, (mention, words) in enumerate(found):
            listened = _HEARD.search(self.text, max(start, mention.outer - _LOOK_BACK), mention.outer) is not None
            if _POSSESSES.match(self.text, mention.until) and not (listened or heard):
                acts = heard = False
                continue
            joined = at > 0 and _JOINTS.fullmatch(self.text[inside[at - 1].until : mention.outer]) is not None
            before = self.text[max(start, mention.outer - _LOOK_BACK) : mention.outer]
            heard = heard and at > 0 and self.text[inside[at - 1].until : mention.outer][-1:] in "和、，"
            heard = heard or _HEARD.search(before) is not None
            acts = heard or (acts and joined) or (at_clause_start(before) and not _RELAYED.search(before))
            if heard and not roles_in(words):  # 听取了某局长某某关于…、某局长某某关于…的汇报
                words = next((later for _, later in found[at + 1 : at + _FEW] if roles_in(later)), words)
            if acts:
                yield mention, words

    def take_part(self, mention: Mention, meeting: str | None, words: str, *, saying: bool = False) -> None:
        """Note what `words` tell of the person's part in the meeting; nothing where they tell of none. `saying`
        where they are followed by what the person says: then only the words up to that count."""
        self._first.setdefault(mention.name, mention)
        self._titles.setdefault(mention.name, [])
        roles = role_of_saying(words) if saying else roles_in(words)
        for role in roles:
            self._add(mention.name, meeting, role)

    def belongs(self, name: str, meeting: str) -> None:
        """What the person did outside of any meeting was done for this one."""
        for role in self._parts.get(name, {}).pop(None, []):
            self._add(name, meeting, role)

    def meeting_of(self, name: str, here: str | None) -> str | None:
        """The meeting the person was told to take part in, if it is one alone; else `here`."""
        own = {where for where in self._parts.get(name, {}) if where is not None}
        return own.pop() if len(own) == 1 else here

    def only_came(self, name: str) -> bool:
        """Whether all that is known of the person is that they came to a meeting."""
        return all(set(roles) <= {"出席"} for roles in self._parts.get(name, {}).values())

    def spoke_at(self, name: str) -> str | None:
        """The one meeting at which the person was told to speak or to preside; None for none or several."""
        own = [key for key, roles in self._parts.get(name, {}).items() if key and {"讲话", "主持"} & set(roles)]
        return own[0] if len(own) == 1 else None

    def spoke(self, mention: Mention, meeting: str | None) -> None:
        """Note that the person spoke: a byline or a label in a transcript says so."""
        self._first.setdefault(mention.name, mention)
        self._titles.setdefault(mention.name, [])
        self._add(mention.name, meeting, "讲话")

    def pass_on(self, start: int, end: int, inside: Sequence[Mention], meeting: MeetingDraft | None) -> None:
        """Whose instruction is passed on (传达了…的重要指示) took part by it, if it was not reported itself. Not
        where a meeting below studies the spirit of an instruction from the top: that is no part in it."""
        for mention in inside:
            before = self.text[max(start, mention.outer - _LOOK_BACK) : mention.outer]
            after = self.text[mention.until : min(end, mention.until + _LOOK_BACK)]
            passed = _PASSES_ON.search(before)
            written = _INSTRUCTION.match(after) if passed else None
            if passed is None or written is None or self.wrote(mention.name):
                continue
            # Who needs no title leads the country.
            office = level_of(self.titles(mention.name), "") if self.titles(mention.name) else Level.NATIONAL
            offices = {level_of(title, "") for title in self._titles.get(mention.name, ())}
            top = office is Level.NATIONAL and (meeting is None or not _of_offices(meeting, offices))
            above = meeting is not None and office is not None and LEVELS.index(office) < LEVELS.index(meeting.level)
            if above and written[0].endswith("精神"):
                continue  # a meeting below hears of it
            of_country = meeting is not None and meeting.level is Level.NATIONAL is office
            if of_country and meeting is not None and "精神" in after[:_NEAR] and self._is_of_ministry(meeting):
                continue  # a ministry's own meeting studies it as those below do
            spirit = written[0].endswith(("精神", "要求")) and not of_country
            if passed["studied"] and (meeting is None or office is not meeting.level or spirit):
                continue
            if not (top and (meeting is None or meeting.level is not Level.NATIONAL)):
                self._add(mention.name, meeting.key if meeting else None, "批示")

    def _is_of_ministry(self, meeting: MeetingDraft) -> bool:
        """Whether a national meeting is held by a ministry, not by the state (交通运输部召开全国某会议)."""
        told = self.text[max(0, meeting.start - _NEAR) : meeting.start]
        return _OF_MINISTRY.search(told) is not None or _OF_STATE.search(meeting.title) is None

    def settle(self, meetings: Sequence[MeetingDraft], listeners: Collection[str] = ()) -> None:
        """Once all is read: outside of the meetings stay those who instructed. Who only spoke
        there stays where the document has no meeting (检查时强调), with who came along, or has many items: beside
        meetings it is other news. `listeners` heard a meeting in a branch venue."""
        self._go_down(meetings)
        self._stay_home(meetings, listeners)
        told = not meetings and any({"讲话", "要求"} & set(parts.get(None, ())) for parts in self._parts.values())
        for parts in self._parts.values():
            outside = parts.get(None)
            alone = self.programme or (told and outside is not None and {"讲话", "要求", "出席"} & set(outside))
            if outside is not None and "批示" not in outside and (len(parts) > 1 or not alone):
                del parts[None]

    def _go_down(self, meetings: Sequence[MeetingDraft]) -> None:
        """Who sat in a branch venue of the meetings above and then spoke at the follow-up took part in that."""
        above = {one.key: one.parent for one in meetings}
        for name, parts in self._parts.items():
            for key in [key for key in parts if key is not None]:
                higher = above.get(key)
                while higher is not None:
                    if not set(parts.get(higher, ())) - {"出席", "主持"}:
                        for role in parts.pop(higher, []):
                            self._add(name, key, role)
                    higher = above.get(higher)

    def _stay_home(self, meetings: Sequence[MeetingDraft], listeners: Collection[str]) -> None:
        """Who only heard the meetings above in the branch venue where their follow-up was then held is of that one."""
        for name in sorted(listeners):
            parts = self._parts.get(name, {})
            office = level_of(self.titles(name), "")
            for above in [key for key in parts if key is not None and set(parts[key]) <= {"出席"}]:
                below = [one for one in meetings if above in line_up(one.key, meetings)]
                own = [one for one in below if one.level is office] or (below[-1:] if office is None else [])
                if office is Level.CITY and (city := self._of_own_city(below, listeners)) is not None:
                    own = [city]
                if len(own) == 1:
                    for role in parts.pop(above):
                        self._add(name, own[0].key, role)

    def _of_own_city(self, below: Sequence[MeetingDraft], listeners: Collection[str]) -> MeetingDraft | None:
        """The follow-up of a county-level city at which others who listened with the same office spoke."""
        cities = [one for one in below if one.level is Level.COUNTY and (one.region or "").endswith("市")]
        spoke = {key for name in listeners for key, roles in self._parts.get(name, {}).items() if set(roles) - {"出席"}}
        return next((one for one in cities if one.key in spoke), None)

    def _add(self, name: str, meeting: str | None, role: str) -> None:
        known = self._parts.setdefault(name, {}).setdefault(meeting, [])
        if role not in known:
            known.append(role)

    def people(self) -> tuple[PersonDraft, ...]:
        """Who takes part, in the order of first mention."""
        drafts = [
            PersonDraft(
                name, tuple(self._titles[name]), meeting, tuple(roles), self._first[name].start, self._first[name].end
            )
            for name, parts in self._parts.items()
            for meeting, roles in parts.items()
        ]
        return tuple(sorted(drafts, key=lambda draft: (draft.start, draft.meeting or "")))
