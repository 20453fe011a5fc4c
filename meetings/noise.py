"""Lines that belong to the page a text was taken from: menus, dates of issue, footers, bylines."""

import re

_WHOLE = re.compile(
    r"^(?:[\W_]*|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:\s*来源.{0,30})?|首页.*|[当我本][前的页]位置.*|您(?:的)?(?:现在|当前|所在|现在所在|当前所在)?(?:的)?位置.*|您所在的位置.*|[^，。；]{0,20}(?:上一版|下一版)[^，。；]{0,40}|(?:加入收藏|设为首页|适老版?|长者版|网站无障碍|无障碍阅读|网站地图|手机版|移动端|收藏本站|[|｜/\\s])+"
    r"|正文|新闻中心|公司新闻|政务公开|政府会议|导航|目录|附件.{0,30}|返回.{0,6}|关闭(?:窗口|本页)?|打印(?:本页)?|收藏|分享(?:到)?[:：]?|扫一扫.*|上一[篇条页].*|下一[篇条页].*"
    r"|(?:相关|关联|推荐|热门)(?:稿件|新闻|阅读|链接|文章|报道|附件).*|视频(?:新闻|报道)?[:：]?|图片(?:新闻|说明)?[:：].*|(?:大|中|小)(?:\s*(?:大|中|小))*|\[?(?:大|中|小)(?:\s+(?:中|小))*\]?"
    r"|[【\[［](?:正文|同期声|片头|片尾|字幕|解说|略)[】\]］]|原标题[：:].*|特别声明[：:].*|阅读原文|阅读 ?\d+.{0,30}|[▲△]\S{2,20}"
    r"|今天是(?:\d{4}年|星期|农历|公元).*|下一版.*|上一版.*|第?\d+版.*|欢迎(?:访问|光临|您).*|\d{6,}|(?:会议|活动)?现场(?:图片?)?|会场|[【\[](?:打印|字体|关闭|大|小|收藏|返回)[^。]{0,30}|[—\-–－]\s*\d+\s*[—\-–－]|.*[…·.]{4,}\s*\d{1,3}|>+|end|END|完|点击.{0,12}|更多.{0,4}|登录|注册|无障碍.*|繁體.*|简体.*|English|手机版.*|[\u4e00-\u9fff]{2,8}(?:新闻网|日报|晚报|时报|门户网站?|政务网|政府网|信息网)|注册?[:：]以?文章含有附件.*|注:.*附件)\s*[>|｜]*$"
)
_BEGIN = re.compile(
    r"^[\[【（(•·\s]*(?:来源|信息来源|文章来源|稿件来源|供稿|作者|编辑|责编|责任编辑|校对|初审|复审|终审|审核|审签|监制|签发|撰稿|摄影|摄像|记者|通讯员|日期|时间|上传时间|入库时间|发布(?:时间|日期|机构|人)?|成文日期|更新时间|浏览|阅读"
    r"|点击|访问次数|查看次数|字体|字号|主办|承办|协办|地址|邮编|邮箱|电话|传真|联系(?:我们|电话|方式)|网站标识码|网站地图|网站维护|版权|Copyright|ICP备|投稿邮箱|索引号|文号|发文字号|公开(?:目录|方式|范围|时限)|标题|名称|主题分类|体裁|有效性|时效性|失效日期|全媒体记者|实习生|实习记者|文图|图文|文|图|二审|三审|一审|总编|值班|主题词|关键词|标签|责任人)[\w\s（）()/]{0,8}[:：|\[]|^(?:索引号|发布机构|公开目录|公开方式|标题|名称|文号|主题分类|发布日期|成文日期|有效性|信息分类)\s+\S|^主题分类\s*\d"
)
_INSIDE = re.compile(
    r"ICP备|公网安备|版权所有|All Rights Reserved|本网站支持IPv6|浏览器|备案号|javascript|document\.write|function\s*\(|\$\(|var\s+\w+\s*=|background[-:]|font-(?:size|family)|违法和不良信息举报|许可证编号|技术支持[:：]|微信公众号|扫码关注|付费下载|网友上传|侵犯著作权|未经授权.{0,10}转载"
)
_MENU = re.compile(
    r"联系我们|建议使用|分辨率|首页|导航|登录|注册|简体|繁体|无障碍|长者|智能|客户端|微信|微博|邮箱|搜索|检索|平台|政务公开|办事服务|互动交流|走进|信息公开|专题专栏|网站地图|RSS"
)
# Characters strewn into the pages of forums against copying: "1 D1 f/ a5 B# ?' u9".
_STREWN = re.compile(r"(?=(?:[^\u4e00-\u9fff]*\s){6})[\x21-\x7e]{1,3}(?:\s+[\x21-\x7e]{1,3}){6,}\s*$")
_RIGHTS = re.compile(
    r"版权所有[^。]{0,30}(?:禁止|不得|严禁)|未经[^。，]{0,8}(?:允许|授权|许可)，?[^。，]{0,6}不得[^。]{0,6}(?:转载|镜像|复制)"
    r"|授权转载[^。]{0,10}注明|凡本[网站][^。]{0,4}注明[^。]{0,4}来源|试读(?:结束|部分)|(?:下载|查看|阅读)全文请|登录会员"
)
_CAPTION = re.compile(r"^[（(]?图(?:为|[一二三四五六\d]?[:：])[^。]{2,40}[）)。]?$")
_CRUMBS = re.compile(r"^[^，。；！？：]{1,16}(?: ?[>＞»] ?[^，。；！？：>]{1,16})+[>＞»]?$")  # 首页 > 新闻 > 要闻
_SECTIONS = re.compile(r"^(?:[\u4e00-\u9fff]{1,8}首页|首页)(?:[ \u3000|｜]+[\u4e00-\u9fff]{2,6}){4,}$")
_DATED = re.compile(r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?.{0,12}(?:点击|浏览|阅读|来源|作者)")
_LONGEST = 160


def is_noise(line: str) -> bool:
    """Whether the line is no part of the text proper. Judged by the wording that site templates use; a line
    longer than a sentence or two never is, unless it is a script or begins with the site's rights."""
    if _CAPTION.match(line) is not None or (_INSIDE.search(line) is not None and "。" not in line[:80]):
        return True
    rights = _RIGHTS.search(line)
    if rights is not None and "。" not in line[: rights.start()]:  # not where an article ends in them
        return True
    if len(line) > _LONGEST:
        return False
    if _STREWN.match(line) is not None:
        return True
    if len(_MENU.findall(line)) >= 2 and not re.search(r"[，。；]", line):
        return True
    if _DATED.match(line) is not None and len(line) < 60:
        return True
    if _CRUMBS.match(line) is not None or _SECTIONS.match(line) is not None:
        return True
    return _WHOLE.match(line) is not None or (_BEGIN.match(line) is not None and "。" not in line[:-1])
