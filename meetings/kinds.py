"""Kinds of meetings: a stable slug from the name of a meeting, so that documents agree on what they report."""

import re

_KINDS = tuple(
    (slug, re.compile(pattern))
    for slug, pattern in (
        ("press-conference", r"发布会|通气会|吹风会"),
        ("safety-teleconference", r"安全.*(?:电视|电话|视频|视讯)(?:会|调度)|(?:电视电话|视频).*安全"),
        ("committee-plenary", r"安委会|安全生产委员会|减灾委|消安委|食安委|道安委|(?:委员会|指挥部)[^，]{0,14}全体"),
        ("forest-fire", r"森林|草原|防灭火|防火"),
        ("flood-control", r"防汛|防台|抗旱|抗洪|防洪|洪涝|台风|汛期|水旱|防御"),
        ("executive-meeting", r"常务会"),
        ("standing-committee", r"常委会|常务委员会"),
        ("plenary", r"全体会|全会"),
        ("study-session", r"中心组|集体学习|专题学习|学习会"),
        ("epidemic-control", r"疫情|防控"),
        ("on-site", r"现场会|现场推进|观摩会"),
        ("dispatch", r"调度会|会商|研判"),
        ("fire-safety", r"消防|火灾"),
        ("traffic-safety", r"道路|交通|春运"),
        ("safety-meeting", r"安全|应急|事故|隐患|减灾|救灾"),
        ("special-topic", r"专题"),
        ("office-meeting", r"办公会|党组|党委"),
        ("work-meeting", r"工作会|推进会|部署会|动员会|座谈会|协调会"),
    )
)


def kind_of(title: str) -> str:
    """The slug of the kind of meeting `title` names; "meeting" where the title does not tell."""
    for slug, pattern in _KINDS:
        if pattern.search(title):
            return slug
    return "meeting"
