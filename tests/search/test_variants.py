"""However a query is written, traditional, full-width, spaced or punctuated, it finds the same rows."""

import pytest

from search.query import parse
from tests.search.corpus import Passage, store

# As stored and as somebody else writes it.
SCRIPTS = """
台账 臺賬|台账 臺帳|台账 台帐|干部 幹部|干燥 乾燥|干旱 乾旱|里面 裏面|里面 裡面|公里 公里|城里 城裏|城里 城裡|安全生产 安全生產|危险化学品 危險化學品
应急管理 應急管理|隐患排查 隱患排查|风险管控 風險管控|专项整治 專項整治|责任落实 責任落實|监督检查 監督檢查|执法检查 執法檢查|电动自行车 電動自行車|烟花爆竹 煙花爆竹|烟花爆竹 菸花爆竹
消防通道 消防通道|燃气管网 燃氣管網|煤矿瓦斯 煤礦瓦斯|尾矿库 尾礦庫|渔业船舶 漁業船舶|铁路沿线 鐵路沿線|道路运输 道路運輸|水上交通 水上交通|建筑施工 建築施工|高层建筑 高層建築
有限空间 有限空間|动火作业 動火作業|特种设备 特種設備|电梯维保 電梯維保|锅炉压力容器 鍋爐壓力容器|粉尘涉爆 粉塵涉爆|液氨制冷 液氨製冷|液氨制冷 液氨制冷|储罐区 儲罐區|加油站 加油站
养老机构 養老機構|医疗机构 醫療機構|学校校园 學校校園|旅游景区 旅遊景區|宾馆饭店 賓館飯店|商场超市 商場超市|仓储物流 倉儲物流|农业机械 農業機械|森林防火 森林防火|防汛抗旱 防汛抗旱
值班值守 值班值守|应急预案 應急預案|救援队伍 救援隊伍|物资储备 物資儲備|督导检查 督導檢查|挂牌督办 掛牌督辦|挂牌督办 挂牌督辦|关闭取缔 關閉取締|停产整顿 停產整頓|追责问责 追責問責
党政同责 黨政同責|一岗双责 一崗雙責|齐抓共管 齊抓共管|失职追责 失職追責|三管三必须 三管三必須|安委会 安委會|住建部门 住建部門|公安机关 公安機關|交通运输厅 交通運輸廳|农业农村局 農業農村局
乡镇街道 鄉鎮街道|企业主体责任 企業主體責任|总经理 總經理|负责人 負責人|讲话 講話|批示 批示|会议纪要 會議紀要|电视电话会议 電視電話會議|国务院 國務院|习惯性违章 習慣性違章
复工复产 復工復產|复工复产 複工複產|反复强调 反覆強調|冲击 衝擊|准备 準備|标准化 標準化|制度 制度|制造 製造|系统 系統|联系 聯繫
联系 聯係|关系 關係|几个 幾個|干净 乾淨|周期 週期|范围 範圍|松懈 鬆懈|划定 劃定|计划 計劃|后果 後果
面粉 麵粉|里程 里程|钟表 鐘錶|千钧一发 千鈞一髮|出发 出發|只有 只有|几只 幾隻|一台设备 一臺設備|台风 颱風|洪涝 洪澇
""".replace("\n", "|")
PAIRS = [tuple(pair.split(" ")) for pair in SCRIPTS.split("|") if pair]


def full_width(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def spaced(text: str) -> str:
    return "　".join(text)


def punctuated(text: str) -> str:
    return f"《{text[:1]}、{text[1:]}》"


LATIN = [
    "LNG储罐",
    "A级锅炉",
    "6·13事故",
    "双随机1公开",
    "GB30871",
    "12350举报",
    "PX项目",
    "5G监测",
    "ABC类",
    "3·15行动",
]
VARIANTS = [
    *PAIRS,
    *((plain, spaced(other)) for plain, other in PAIRS[::2]),
    *((plain, punctuated(other)) for plain, other in PAIRS[1::2]),
    *((plain, full_width(plain)) for plain in LATIN),
    *((plain, plain.lower()) for plain in LATIN),
]


@pytest.mark.django_db
def test_two_hundred_variants_find_the_same_rows() -> None:
    assert len(VARIANTS) >= 200
    texts = dict.fromkeys(one for pair in VARIANTS for one in pair)
    rows = store([f"各单位要抓好{text}工作。" for text in texts])
    for plain, other in VARIANTS:
        found, again = (
            set(Passage.objects.matching(parse(f'"{one}"')).values_list("pk", flat=True)) for one in (plain, other)
        )
        written = {row.pk for row, text in zip(rows, texts, strict=True) if text in (plain, other)}
        assert found == again >= written, (plain, other)
