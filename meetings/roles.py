"""In which capacity a person takes part, read from the words after the name."""

import re

_ROLES = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("批示", r"(?:作出|作了|做出|还|作)[^，。；]{0,8}(?:批示|指示)|批示(?:指出|强调|要求|[，：:])"),
        ("主持", r"主持(?!人|词|工作）)"),
        ("出席", r"出席|参加|列席|就[座坐]|陪同|在[^，。]{0,14}分会场"),
        ("讲话", r"讲话|致辞|强调|指出|[^的、]要求|表示|(?<![听])说[，：:]|提出"),
        ("总结", r"总结(?!经验|讲评会)"),
        ("传达", r"传达"),
        ("通报", r"(?<!情况)通报(?!会|分析)|汇报了"),
        ("部署", r"部署|布置"),
    )
)
_ASKS = re.compile(r"^[^，。；]{0,12}要求")


def roles_in(words: str) -> tuple[str, ...]:
    """The roles that `words`, those between a name and the next subject or the end of the sentence, give it.
    Only asking (要求会议…) without a speech or a written instruction is the role 要求."""
    found = [role for role, pattern in _ROLES if pattern.search(words)]
    if found == ["讲话"] and _ASKS.match(words) and re.match(r"[^，。；]{0,12}要求(?![，：:])", words):
        return ("要求",)
    return tuple(found)
