"""In which capacity a person takes part, read from the words after the name."""

import re

_ROLES = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("批示", r"(?:作出|作了|做出|还)[^，。；]{0,8}(?:批示|指示)|批示(?:指出|强调|要求|[，：:])"),
        ("主持", r"主持(?!人|词|工作）)|^[^，。；]{0,20}(?:召开|召集)(?!的)|视频连线|连线调度|视频调度|坐镇"),
        (
            "出席",
            r"出席|参加|参会|到会|与会|列席|到场|就[座坐]|陪同|收听|收看|赶赴|赴现场|率[^，。；]{1,20}(?:赴|前往|赶到)|签[订署]了?[^，。；]{0,20}责任[状书]|在[^，。]{0,14}分会场",
        ),
        (
            "讲话",
            r"讲话|讲了(?!解)|授课|致辞|发言(?!人)|强调|指出|[^的、]要求|叮嘱|嘱咐|表示|(?<![听])说[，：:]|提出|作(?:了)?补充|做(?:了)?补充|表态",
        ),
        ("总结", r"总结(?!经验|讲评会)"),
        ("传达", r"传达(?!学习)|^(?:同志)?(?:在会上|会上)?传达学习|宣读(?:了)?|领学(?:了)?|^组织学习"),
        (
            "通报",
            r"(?<!情况)通报(?!会|分析)|汇报了|汇报(?=[，：])|^(?:等(?:[^，。；]{0,8}?(?:负责人|负责同志))?)?(?:分别|先后|依次)?的?(?:工作|情况)?汇报(?!会|材料)|介绍了|讲解|关于[^。；]{0,60}(?:汇报|通报|报告)|(?<!工)作[^，。；]{0,12}(?:汇报|报告|说明|分析|解读)|介绍(?:了)?[^，。；]{0,8}(?:做法|经验|情况)|分析(?:了)?[^，。；]{0,6}(?:雨|水|汛|灾|火|形势|趋势)|宣布(?:了)?",
        ),
        (
            "部署",
            r"部署|布置|(?:安排|提出)(?:了)?[^，。；]{0,16}(?:工作|任务)|(?:作|做|进行)(?:了|出)?[^，。；]{0,6}安排",
        ),
    )
)
_SAYING = re.compile(r"叮嘱|嘱咐|强调|指出|要求|表示|认为|提出|说|讲|部署|布置|[：:]")
_WRITTEN = re.compile(r"指示|批示")


_LISTENS = re.compile(r"听取了?[^，。；]*")  # whoever presides hears reports, and gives none


def roles_in(words: str) -> tuple[str, ...]:
    """The roles that `words`, those between a name and the next subject or the end of the sentence, give it."""
    words = _LISTENS.sub("", words)
    return tuple(role for role, pattern in _ROLES if pattern.search(words))


def role_of_saying(words: str) -> tuple[str, ...]:
    """The roles where `words` go on with what the person says. Only those before the verb of saying count;
    saying is 讲话, an instruction 批示, and 要求会议按照… without either 要求."""
    verb = _SAYING.search(words)
    if verb is None:
        return roles_in(words)
    before = words[: verb.start()]
    if _WRITTEN.search(before) or re.match(r"(?:还|又|紧急)?(?:批示|指示)", words):
        return ("批示",)
    found = tuple(role for role in roles_in(before) if role not in ("讲话", "部署"))
    asks = verb[0] == "要求" and not re.match(r"[，,：:]", words[verb.end() :])
    said = {"部署": "部署", "布置": "部署"}.get(verb[0], "要求" if asks and not found else "讲话")
    return (*found, said)
