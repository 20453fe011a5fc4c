"""Sectors named in a text."""

import json
from pathlib import Path

import pytest

from directives.sectors import SectorWords, Taxonomy

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "sectors.json"


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.from_json(FIXTURE)


def slugs(taxonomy: Taxonomy, text: str) -> list[str]:
    return list(dict.fromkeys(slug for slug, _, _ in taxonomy.sectors_in(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加强燃气、危化品安全监管", ["gas", "hazchem"]),
        (
            "渔业船舶、水上运输、建筑施工、矿山、消防和交通运输",
            ["fishery", "water", "construction", "mine", "fire", "transport"],
        ),
        ("煤矿与非煤矿山", ["coal", "mine"]),
        ("狠抓煤矿瓦斯治理", ["coal"]),
        ("做好森林草原防灭火工作", ["forest"]),
        ("消防和森林防火", ["fire", "forest"]),
        ("防范森林草原重特大火灾", ["forest"]),
        ("紧盯道路桥梁", ["road", "city"]),
        ("加强中小水电站监管", ["hydropower"]),
        ("储能电站和油气长输管道", ["power", "pipeline"]),
        ("防范泥石流和强降雨", ["geohazard", "flood"]),
        ("严肃查处瓦斯超限作业", ["coal"]),
        ("深查地下油气管网", ["pipeline"]),
        ("防止非法集资引发金融风险", ["finance"]),
        # The border of two words is no word: 架空管线, 深化工贸, 积水路段.
        ("检修燃气架空管线", ["gas"]),
        ("民航和空管要加强协同", ["aviation"]),
        ("深化工贸企业整治", ["industry"]),
        ("强化工地巡查", ["construction"]),
        ("开展精细化工企业整治", ["hazchem"]),
        ("巡查积水路段", ["road"]),
        ("追溯燃气气瓶", ["gas"]),
        ("检验医用气瓶", ["special"]),
        ("出动车辆十台检修动车", ["rail"]),
        ("检查下列车间", []),
        ("清理街道口杂物", []),
        ("承包车间要落实责任", []),
        ("核查停车场车位和现场车辆", []),
        ("防止短路引发电气火灾", ["fire"]),
        ("向各县提供气象和水情信息", ["flood"]),
        ("紧盯地下水上升", []),
        ("整治道路和水上交通", ["road", "water"]),
        ("盯牢矿山、交通、建筑、消防等领域", ["mine", "transport", "construction", "fire"]),
        ("抓好建筑、交通、旅游等行业", ["construction", "transport", "tourism"]),
        ("做好琼州海峡水域巡航", ["water"]),
        ("落实防风措施", ["flood"]),
        ("严防风险外溢", []),
        ("巡查城市易涝地区", ["flood"]),
        ("抓好抗伏旱工作", ["flood"]),
        ("创建标化工地", ["construction"]),
        ("检验场内机动车", ["special"]),
        ("整治成品油市场", ["hazchem"]),
        ("关闭涉海景区", ["tourism"]),
        ("严防拥挤踩踏", ["crowd"]),
        ("巡查支线机场跑道", ["aviation"]),
        ("整治牧区道路", ["road"]),
        ("巡查涉水路段", []),
        ("逐处徒步检查边坡", []),
        ("督促涉粉涉爆企业清扫", ["industry"]),
        ("抓好暑运和迎峰度夏", ["transport", "power"]),
        ("做好煤炭供需衔接", []),
        ("落实恶劣天气限航措施", ["water"]),
        ("防范山体滑塌和暴洪", ["geohazard", "flood"]),
        ("报州森防办", []),
        ("检查机场和校外供餐单位", ["aviation", "food"]),
    ],
)
def test_it_tags_what_is_named(taxonomy: Taxonomy, text: str, expected: list[str]) -> None:
    assert slugs(taxonomy, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "出动消防车三辆",
        "组织党校学员参观",
        "压实市场主体责任",
        "市场监管部门要牵头",
        "整治安全生产隐患",
        "安装可燃气体探测装置",
        "信息化工作要跟上",
        "筑牢安全生产防火墙",
        "加快机械化换人",
        "清出市场",
        "密切监测市场供需动态",
        "防止医院感染",
        "修复灾区水电路等基础设施",
    ],
)
def test_exclusions_name_nothing(taxonomy: Taxonomy, text: str) -> None:
    assert slugs(taxonomy, text) == []


def test_an_exclusion_keeps_the_other_sectors_it_holds() -> None:
    fire = SectorWords("fire", None, "消防", "Fire", ("火灾",), ("草原火灾",))
    forest = SectorWords("forest", None, "森林", "Forest", ("草原",))
    assert slugs(Taxonomy([fire, forest]), "防范草原火灾") == ["forest"]


def test_the_longest_word_at_a_place_decides_and_spans_are_its_own() -> None:
    road = SectorWords("road", None, "道路", "Road", ("校车",))
    school = SectorWords("school", None, "学校", "School", ("校", "校车司机"))
    assert Taxonomy([road, school]).sectors_in("查校车，训校车司机") == [("road", 1, 3), ("school", 5, 9)]


def test_one_word_may_name_two_sectors() -> None:
    first = SectorWords("a", None, "甲", "A", ("桥",))
    second = SectorWords("b", None, "乙", "B", ("桥",))
    assert [slug for slug, _, _ in Taxonomy([first, second]).sectors_in("桥")] == ["a", "b"]


def test_it_reads_between_two_offsets(taxonomy: Taxonomy) -> None:
    text = "燃气、矿山、消防"
    assert taxonomy.sectors_in(text, 3, 5) == [("mine", 3, 5)]


def test_no_sectors_name_nothing() -> None:
    assert Taxonomy([]).sectors_in("燃气") == []


def test_the_shipped_list_is_sound() -> None:
    rows = json.loads(FIXTURE.read_text(encoding="utf-8"))
    known = {row["slug"] for row in rows}
    assert len(rows) == len(known) == 34
    for row in rows:
        assert row["parent"] is None or row["parent"] in known
        assert row["name_zh"] in row["synonyms"]
        assert len(row["synonyms"]) == len(set(row["synonyms"]))
        assert not set(row["synonyms"]) & set(row["exclusions"])
        assert all(len(word) >= 2 and word == word.strip() for word in row["synonyms"] + row["exclusions"])


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sectors.json"
    path.write_text('[{"slug": "gas"}]', encoding="utf-8")
    with pytest.raises(KeyError):
        Taxonomy.from_json(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("普及安全用气常识，推进瓶改管", ["gas"]),
        ("更换灶具软管，取缔液化气钢瓶", ["gas"]),
        ("盯紧煤化工和醇基燃料", ["hazchem"]),
        ("做好鞭炮禁燃区巡查", ["fireworks"]),
        ("打击超层越界和非法采矿", ["mine"]),
        ("露天煤矿要落实探放水措施", ["coal"]),
        ("严防高处坠落和沟槽坍塌", ["construction"]),
        ("电力、交通、通信等方面要做好准备", ["power", "transport"]),
        ("做好交通疏导", ["road"]),
        ("查处非法营运和农用车载人", ["road"]),
        ("加强船舶和轮渡管理", ["water"]),
        ("做好铁路护路工作", ["rail"]),
        ("查处无人机黑飞", ["aviation"]),
        ("休渔期间看住渔排", ["fishery"]),
        ("打通逃生通道，消除火患", ["fire"]),
        ("抓好养老和体育赛事安全", ["crowd"]),
        ("排查出租屋和危旧房", ["building"]),
        ("电动两轮车不得进楼", ["ebike"]),
        ("检修自动扶梯", ["special"]),
        ("紧盯高温熔融和粉尘企业", ["industry"]),
        ("清查危爆物品", ["explosives"]),
        ("防范大面积停电", ["power"]),
        ("整治管道占压和输气站场", ["pipeline"]),
        ("做好病险水利设施除险", ["hydropower"]),
        ("加强学前教育和校外托管监管", ["school"]),
        ("农家乐和露营地要登记", ["tourism"]),
        ("高火险期严防山火", ["forest"]),
        ("抓好防凌和抗台工作", ["flood"]),
        ("紧盯危岩体和余震", ["geohazard"]),
        ("检修热力管道和自来水设施", ["city"]),
        ("插秧机和农用三轮要年检", ["farm"]),
        ("规范危废处置和医废管理", ["hazwaste"]),
        ("打击黑恶和涉枪犯罪", ["security"]),
        ("抓好食品、药械监管", ["food"]),
        ("严防境外输入", ["epidemic"]),
        ("稳妥化债，做好保交房", ["finance"]),
    ],
)
def test_it_knows_the_usual_words_of_every_sector(taxonomy: Taxonomy, text: str, expected: list[str]) -> None:
    assert slugs(taxonomy, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "坚持依法治安、专项治理",
        "市场处和市场局要配合",
        "交通局要牵头",
        "确保交通大动脉通畅",
        "完善养老保险制度",
        "加大金融支持力度",
        "焊接件要抽检",
        "公园城市建设",
    ],
)
def test_words_that_only_look_like_a_sector_name_none(taxonomy: Taxonomy, text: str) -> None:
    assert slugs(taxonomy, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("遏制农村交通事故多发势头", ["road"]),
        ("防范交通拥堵", ["road"]),
        ("严查“两危一客”车辆", ["transport"]),
        ("做到规范施工、文明施工", ["construction"]),
        ("推进公路安保工程建设", ["road"]),
        ("紧盯铝粉、镁粉加工等涉粉企业", ["industry"]),
        ("管好公路、水路、铁路交通", ["road", "water", "rail"]),
        ("确保快速路交通安全", ["road"]),
        ("抵御天文大潮", ["flood"]),
        ("检查工矿企业", []),
        ("摸排非集中供暖户", []),
        ("加强市场管理和市场商品监管", []),
    ],
)
def test_a_longer_word_says_more_exactly_what_is_meant(taxonomy: Taxonomy, text: str, expected: list[str]) -> None:
    assert slugs(taxonomy, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("严打“黑气”和不合格气瓶充装", ["gas"]),
        ("把好灶具质量关", ["gas"]),
        ("取暖要防煤气中毒", []),
        ("紧盯钢铁企业煤气和高温熔融金属", ["industry"]),
        ("矿长必须下井", []),
        ("机电副矿长提出要求", []),
        ("关闭规模小的小矿", ["mine"]),
        ("严禁边施工边出煤", ["coal"]),
        ("巡查煤矸石堆", ["coal"]),
        ("技改矿井不得边改边采", ["coal"]),
        ("监理单位要签发停工令，不得浇筑", ["construction"]),
        ("在建涉水工程停工", ["construction"]),
        ("严把发车关，桥面撒布融雪剂", ["road"]),
        ("取消新增班线", ["road"]),
        ("盯紧旅游公路长下坡", ["road"]),
        ("严禁臆测行车，天窗点外不准上线", ["rail"]),
        ("强化鸟击防范", ["aviation"]),
        ("管住农村寨火", ["fire"]),
        ("加强消防队伍建设", ["fire"]),
        ("消防救援、森林消防、航空救援力量前置", []),
        ("实行禁火令，进山人员一律登记", ["forest"]),
        ("管住农事用火、旅游用火", ["forest"]),
        ("县领导包垸包堤围", ["flood"]),
        ("落实雨季“三防”", ["flood"]),
        ("不得擅自蓄水发电", ["hydropower"]),
        ("狠抓农村用电", ["power"]),
        ("各校要守好校门", ["school"]),
        ("老人、妇女、学生不得参加扑火", ["forest"]),
        ("核定瞬时客流", ["tourism"]),
        ("教育学生防滑冰", ["school"]),
        ("检查木结构房屋", ["building"]),
        ("上门看望出租房户", []),
        ("下凹式立交桥要有人守", ["city"]),
        ("强化城市建设风险防范", ["city"]),
        ("排查石材加工", ["industry"]),
        ("涉及重点监管工艺的要自动化", ["hazchem"]),
        ("整治“四超两改”", ["fireworks"]),
        ("把食品和饮用水送到安置点", []),
        ("查验食材", ["food"]),
        ("扬言报复社会的要稳控", ["security"]),
        ("民宿要有人值守", []),
        ("落实堤防和险工险段值守", ["flood"]),
        ("穿堤涵闸要试机", []),
        ("漫水的危桥要封闭", ["city"]),
        ("不得锁闭疏散门", ["fire"]),
        ("林长要上山巡查", ["forest"]),
        ("封存起重设备", []),
        ("收费站备足人手", ["road"]),
        ("学生放假返校时要有人值守", []),
        ("不得流入市场", []),
        ("用无人机巡查山头", []),
        ("采煤沉陷区的住户要搬走", ["geohazard"]),
        ("气体浓度超限了要报警", []),
        ("严查货车超限运输", ["road"]),
        ("海水浴场要插警示旗", []),
        ("加强堤防巡护", ["flood"]),
        ("地铁施工要加密监测", ["construction", "city"]),
        ("使用年限超过15年的电梯要更换", ["special"]),
        ("要确保医院消防通道畅通", ["crowd", "fire"]),
        ("检修排涝泵站", ["flood"]),
        ("盯紧水库边坡", ["hydropower"]),
        ("检查桥梁结构安全", ["city"]),
        ("对免税店、港口码头开展检查", ["crowd", "water"]),
        ("电力、通信部门备足队伍", ["power"]),
        ("完善责任链条和重点工程", []),
        ("农机部门严查拖拉机违法载人", ["farm"]),
        ("采暖季前改完灰口铸铁管", []),
        ("抢修水电、通信等设施", ["power"]),
        ("煤气区域作业双人监护", ["industry"]),
        ("盯住船舶修造企业", ["industry"]),
        ("给滞留人员送食品、送药品", []),
        ("备好防暑药品", []),
        ("不准动员妇女、中小学生参加扑火", ["forest"]),
        ("遇冰雪天气及时封控", []),
        ("入场车辆实行登记", []),
        ("各水利站双人值班", []),
        ("检测纯电动车电池", []),
        ("供电所联合登记，不得以发电为由超蓄", []),
    ],
)
def test_words_of_the_trade_name_their_sector(taxonomy: Taxonomy, text: str, expected: list[str]) -> None:
    assert slugs(taxonomy, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("登记接送学生车辆", ["road", "school"]),
        ("学生接送车不得超员", ["road", "school"]),
        ("检验校车", ["road", "school"]),
        ("约谈客运企业，严查长途客运", ["road"]),
        ("客运站要严查三品", ["road"]),
        ("警力要上路面", ["road"]),
        ("驾驶员要按时休息", ["road"]),
        ("叉车驾驶员要持证", ["special"]),
        ("盯住山林防火和山林火灾", ["forest"]),
        ("管好商圈和社火表演", ["crowd"]),
        ("审批元宵焰火", ["fireworks"]),
        ("库区严禁烟火", []),
        ("气代煤用户要安全用气", ["gas"]),
        ("安装可燃气体报警装置", ["gas"]),
        ("严查用火用电用气", []),
        ("利用气象广播提醒", []),
        ("检修煤气发生炉", ["industry"]),
        ("电石炉要停炉检修", ["hazchem"]),
        ("石门揭煤要有人把关", ["coal"]),
        ("煤炭销售进入旺季", []),
        ("国家矿山安全监察局某局派员参加", []),
        ("大风天一律停航封渡", ["water"]),
        ("检验旅游船", ["water"]),
        ("落实堤防巡查", ["flood"]),
        ("建设单位不得抢工期", ["construction"]),
        ("企业限电期间", []),
        ("加固杆塔", ["power"]),
        ("住校和开学要安排好", ["school"]),
        ("学生放假返校期间", []),
        ("拆除占压管道的违章建筑", []),
        ("超限即停", []),
    ],
)
def test_words_of_the_road_the_school_and_the_trades_name_their_sector(
    taxonomy: Taxonomy, text: str, expected: list[str]
) -> None:
    assert slugs(taxonomy, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("严查超期热水器、壁挂炉和钢瓶", ["gas"]),
        ("库区不准坐木船、竹筏过河", ["water"]),
        ("拼装车、报废车不得上路", ["road"]),
        ("把炮仗、私炮管住", ["fireworks"]),
        ("配变、主变逐台检测", ["power"]),
        ("砖厂、陶瓷企业要完善防护", ["industry"]),
        ("停工项目要断电", ["construction"]),
        ("做好山洪灾害防御", ["geohazard"]),
        ("防范汛末洪水，执行汛限水位", ["flood"]),
        ("治理瓦斯、水害、火灾", ["coal"]),
        ("夜市、灯光秀要控制人数", ["crowd"]),
        ("检修溢洪道和拦河坝", ["hydropower"]),
        ("清淤雨水管网，盯住下穿立交", ["city"]),
        ("查明起火原因", ["fire"]),
        ("守住山头不起火", []),
        ("停产煤矿不得安排采掘", ["coal"]),
        ("清理无证矿", ["mine"]),
        ("检修滑道、热气球", ["tourism"]),
        ("仓库要防雷、防潮", []),
        ("落实瓦斯零超限", ["coal"]),
        ("当好政府和企业之间的桥梁", []),
        ("立即封闭交通", []),
        ("研学和托管班要备案", ["school"]),
    ],
)
def test_whole_fields_of_words_name_their_sector(taxonomy: Taxonomy, text: str, expected: list[str]) -> None:
    assert slugs(taxonomy, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对在建的学校项目逐个复核", ["construction", "school"]),
        ("各总监要管住监理人员", ["construction"]),
        ("掌子面发现涌水立即撤人", ["construction"]),
        ("在建矿井要防治水", ["coal"]),
        ("这是正在建立的制度", []),
        ("农机监理站要下乡", ["farm"]),
        ("圩垸和江堤要有人守", ["flood"]),
        ("防住冰坝，备好分凌区", ["flood"]),
        ("大风大雨不开船", []),
        ("盯住高层、家属楼", ["building"]),
        ("提请高层领导关注，提升到更高层面", []),
        ("加大震慑力度", []),
        ("震区要排查落石", ["geohazard"]),
        ("各地灾情要如实报告", []),
        ("备足防滑料，组织除雪除冰", ["road"]),
        ("按超限量添加处理", []),
        ("保障水电气热运行", ["gas", "power", "city"]),
        ("备好发电机和发电车", []),
        ("保障煤电油气供应", []),
        ("严禁夹带危险品上船", []),
        ("禁止燃放孔明灯", []),
        ("旅游旺季要限流", ["tourism"]),
        ("旅游旺季前要练兵", []),
        ("入户安检不留死角", ["gas"]),
        ("供电、供水要先恢复", ["power"]),
        ("发动网格员、护林员上门", []),
        ("把事故查个水落石出", []),
        ("核查“九小场所”", []),
        ("矿区和选厂要排查", ["mine"]),
        ("林场、矿区要清点人数", []),
        ("趸船要防走锚", ["water"]),
        ("堰塞湖下游要撤人", ["geohazard"]),
        ("路灯要检修", ["city"]),
        ("老人和学生要先撤", []),
        ("严查打孔盗油", ["pipeline"]),
        ("盯住弯道", ["road"]),
        ("实现弯道超车", []),
        ("教室要安装护栏", ["school"]),
        ("沼气池要设警示牌", ["industry"]),
    ],
)
def test_what_is_built_flooded_or_frozen_names_its_sector(taxonomy: Taxonomy, text: str, expected: list[str]) -> None:
    assert slugs(taxonomy, text) == expected
