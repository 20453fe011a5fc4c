"""On what level a meeting is held, from who held it and what it is called."""

import re

from meetings.drafts import Level

# From the widest down.
LEVELS = [Level.NATIONAL, Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.ENTERPRISE, Level.OTHER]
_LEVEL_WORDS = (
    (
        Level.NATIONAL,
        re.compile(
            r"全国|国务院|总书记|国家主席|国务委员|总理|党中央|中共中央|中央(?:政治局|军委|全面|财经|农村|经济)|国家(?!电网|能源集团)|中国(?:民用航空局|民航局|气象局|地震局)|(?:应急管理|公安|财政|民政|司法|铁道|建设|卫生|农业|国土资源|交通运输|住房和?城乡建设|工业和信息化|水利|农业农村|教育|生态环境|自然资源|文化和旅游|商务|人力资源[^，]{0,6})部"
        ),
    ),
    (
        Level.PROVINCE,
        re.compile(
            r"全省|省厅|省的?(?:电视电话|视频|电话)?会议|(?<![\u4e00-\u9fff])总队|省领导|省[委政安级防应长人纪里上森减道]|省直|省[^，。省市县区州企属]{1,8}?(?:厅|局|总队|委|总工会|指挥部)|自治区|全区(?=.*自治区)|兵团|本?省(?:召开|举行)|我省|行政长官|特别行政区|特区政府|[本全]澳"
        ),
    ),
    (
        Level.CITY,
        re.compile(
            r"全市|自治州|[市州盟]的?(?:电视电话|视频|电话)?会议|师市|^地区|第[一二三四五六七八九十]{1,3}师(?!范)|全师|师[委政]|师党委|地委|行署|市领导|市[委政安级防应长人纪里上森减道]|市直|全州(?!县)|(?<![\u4e00-\u9fff])[州盟][\u4e00-\u9fff]{1,8}(?:局|委|办|中心|支队)|州[委政安防应级直领党长]|[全我]盟|盟[委长]|盟行政公署|我市|本市|市.{1,10}(?:局|委|总队|支队)"
        ),
    ),
    (
        Level.COUNTY,
        re.compile(
            r"全县|自治县|县的?(?:电视电话|视频|电话)?会议|[县区旗]领导|县[委政安级防应长人纪里上森减道]|县直|全区|(?<![园社小地景厂辖库林矿灾山牧校片街城发新术港油])区[委政安级防应长人纪里上森减道]|区直|全旗|旗[委政安长]|(?<![\u4e00-\u9fff])大队(?=组织|召开|$)|我县|我区|我旗|本[县区]|(?<![\u4e00-\u9fff])[县旗区][\u4e00-\u9fff]{1,8}(?:局|社|委|办|中心|联社|大队)"
        ),
    ),
    (
        Level.TOWNSHIP,
        re.compile(
            r"全[镇乡]|全街道?(?=安|消)|[我本][镇乡街]|[镇乡][委党政安长]|街道(?:党工委|办)|(?:镇|乡|街道|社区)(?:召开|连夜|立即|随即|迅速|$)|办事处|[街镇乡]$"
        ),
    ),
)
# 全国 that names no level: the yearly session, a model county, everybody in the country.
_NO_LEVEL = re.compile(
    r"全国(?=[“\"]?两会|人大|政协|百强|文明|先进|统一|各地|人民|[防抗]灾减灾日|安全生产月|消防日|宣传)"
)
# 创建省级安全示范县: what a place strives to be.
_STRIVES = re.compile(
    r"(?:创建|争创|申报|创成|迎接)[^，。；]{0,4}(?:国家|省|市|县)级[^，。；]{0,14}?(?:示范|文明|先进|标准化)[县市区镇乡村]?"
)
_ZONE = re.compile(
    r"(?:开发区|高新区|经开区|园区|产业园|化工园|物流园|科技园|度假区|试验区|保税区|示范区|管委会|管理委员会|工业区|学校|学院|大学|中学|小学|幼儿园|医院|协会|商会)[^，。]{0,10}$"
)
# What the names of zones that administer themselves end in.
ZONES = "化工园(?:区)?|高新(?:技术产业开发)?区|经(?:济技术)?开(?:发)?区|开发区|度假区|保税区"
# 某地高新区2024年某会议: the zone holds it.
_ZONE_TITLE = re.compile(
    rf"(?!全|各|我)[\u4e00-\u9fff]{{2,10}}?(?:{ZONES}|(?:工业|产业)园区)(?=\d|第|安全|召开|应急|消防|防)"
)
_PARK = re.compile(
    r"(?:全?园区|开发区|高新区|经开区|工业园区?|产业园区?)(?:\d{4}年)?(?:(?:园区|全区)?企业)?(?:安全|消防|应急|第)"
)  # 园区安全生产工作会议
_INSTITUTION = re.compile(r"(?:医院|学校|学院|大学|[一-龥]中学|小学|幼儿园|卫生院|养老院|福利院)(?:党委)?$")
# Regulators whose district is not that of a government: of railways, of civil aviation, of a river basin.
_REGIONAL = re.compile(
    r"(?<!国家)(?:铁路(?:安全)?监(?:督管理|管)局|民航[\u4e00-\u9fff]{2,6}?管理局|(?:长江|黄河|淮河|海河|珠江|松辽|太湖)流域管理局)$"
)
_HEAD_OF_ONE = re.compile(r"^[院校]长办公会")  # of a hospital, of a school
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{2}村$")
_TOWN = re.compile(r"[县市区旗][\u4e00-\u9fff]{1,6}[^\W地区](?:镇|乡|街道|苏木)$")  # 某州某县某镇召开
_HELD = re.compile(r"(?:组织|主持)?(?:召开|举行|举办)$")
# The headquarters or commission of a river basin stands over several provinces.
BASIN = re.compile(
    r"(?:(长江|黄河|淮河|海河|珠江|松花江|松辽|太湖)(?:流域)?|流域)(?:防(?:汛抗旱)?总|(?:水利)?委(?:员会)?(?!员|书记))"
)
_VENUE = re.compile(r"(?<=会)在[^，。；]*$")  # 某市某现场会在某厂举行
_OWN = re.compile(r"^(?:[我本全][国省市县区旗州]|[省市县]|国务院)")
_ENTERPRISE = re.compile(
    r"公司|集团|(?<!国家)铁路局(?!长)|、路局|(?:[工车机电]务|供电|车辆|客运)段|[\u4e00-\u9fff]{2}(?<![煤尾采选])矿(?=$|召开)|煤矿(?![、安企])|煤业|矿业|电厂|工厂|车间|项目(?:经理)?部|项目办|矿长|厂长|分厂|企业(?!安全|消防|座谈|负责)|油田|银行|供电|局属|总经理|董事长|[^，]厂(?:召开)?$"
)


# 某公司召开全市系统会议: of its own branches there.
_BY_COMPANY = re.compile(r"(?:公司|集团)[）)]?(?:组织|主持|紧急|立即)*$")
_COMPANY_NAME = re.compile(r"[^，。；、]*(?:公司|集团)")


# 国家某局某省局: a branch in a region, which is no national body.
_BRANCH = re.compile(r"国家[^，。、的]{2,12}?(?:总局|局)(?=[^，。、的局]{2,10}(?:监管局|分局|局|专员办))")


_PAPERS = re.compile(r"《[^》]*》")  # who wrote the paper that a meeting is about does not hold it
# 全国某会议精神宣讲会 is not held by the country.
_SPIRIT = re.compile(r"^.*?会议?精神(?=.)")


def level_of(subject: str, title: str) -> Level | None:
    """The level of a meeting from who held it and what it is called: the holder first where it is an enterprise
    or the administration of a zone (a government that calls in enterprises stays the holder), else
    the title's own 全国, 全省, 全市, then the holder."""
    subject, title = _VENUE.sub("", _BRANCH.sub("", subject)), _STRIVES.sub("", _SPIRIT.sub("", _PAPERS.sub("", title)))
    holder = _HELD.sub("", subject)
    if _VILLAGE.search(holder) or _HEAD_OF_ONE.match(title):
        return Level.OTHER
    if _TOWN.search(holder) and not _OWN.match(title):
        return Level.TOWNSHIP
    if _INSTITUTION.search(holder) or _REGIONAL.search(holder) or BASIN.search(subject + title):
        return Level.OTHER
    if _BY_COMPANY.search(subject) and _named_level(_COMPANY_NAME.sub("", subject)) is None:
        return Level.ENTERPRISE
    if _PARK.match(title) and _named_level(subject) is None:
        return Level.OTHER
    if not _OWN.match(title) and not _OWN.match(subject):
        named = _ENTERPRISE.search(title[:12])
        called = named is not None and _named_level(subject) is not None
        if _ENTERPRISE.search(subject) or (named is not None and not called):
            return Level.ENTERPRISE
        if _ZONE.search(subject) or (_ZONE_TITLE.match(title) and _named_level(subject) is None):
            return Level.OTHER
    return _named_level(_NO_LEVEL.sub("", title)) or _named_level(subject)


def _named_level(words: str) -> Level | None:
    found = [(match.start(), level) for level, pattern in _LEVEL_WORDS if (match := pattern.search(words))]
    return min(found, key=lambda pair: pair[0])[1] if found else None
