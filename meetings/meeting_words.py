"""The words by which a meeting is told of, for every rule that looks for them."""

import re

# What the name of a meeting ends in.
NOUN = (
    r"(?:会议|(?:电视电话|电话|视频|视讯|调度|部署|推进|动员|座谈|工作|例|现场|专题|常务|联席|会商|协调|分析|通报|总结|报告|全体|办公|研判"
    r"|督办|观摩|点评|警示|启动|约谈|誓师|交流|述职|学习|专家|布置|扩大|季度|月度|年度|紧急|党组|党委|理事|主任|碰头|局务|院务|校务|馆务|研讨|论证|表彰|培训|务虚|对接|恳谈|茶话|评审|民主生活|讲评|宣讲|警示教育|续|演练部署)会议?"
    r"|大会|(?<!安)全会|集体学习|会商(?=[，,。]))(?:[（(][^（）()]{1,8}[）)])?(?:会议?)?"
)
# What a name may hold.
CHARS = r"[^，,。；;：:！？!?\n]"
# By which a meeting is held.
VERB = r"(?:召开|举行|举办|组织召开|组织开展|召集|套开|续开|接开)"
# How one held elsewhere is followed, on a screen or by telephone.
HEARD = "收听收看|收看收听|收听|收看"
# After which its follow-ups are told of.
OVER = "会议?(?:召开|结束|完毕)?[之以]?后"
# Before what is only passed on.
RELAYED = re.compile(r"(?:传达|学习|贯彻|落实|按照|根据|围绕|对照|依据|结合)[^。，；]{0,50}$")
# How soon a meeting follows another. 著 is what a page in traditional characters prints for 着.
ONCE = "立即|立刻|随即|随后|迅速|紧?接[着著]|第一时间|当即|马上|连夜"
