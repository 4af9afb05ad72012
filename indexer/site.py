"""What web sites and offices print around a document, told by the shape of a line: never by a site's name.

A line is judged alone here. Some judgements hold wherever the line stands (`site_line`), some only before the document begins or
after it ends (`edge_line`); which of the two applies, the caller knows.
"""

from __future__ import annotations

import re
from typing import Literal

Reason = Literal[
    "breadcrumb",
    "navigation",
    "facts",
    "tools",
    "imprint",
    "footer",
    "statement",
    "related",
    "credit",
    "attachment",
    "spam",
    "page",
    "repeated",
]
"""Why a line is left out. ``facts``: date, source … of the page; ``tools``: buttons; ``imprint``: 版记; ``page``: numbers."""

FACT = (
    r"(?:(?:信息|文件)?(?:发布|发文|成文|印发|公开|生成|生效|失效|废止|更新|上线|发表|录入|施行|实施|公布)(?:日期|时间|机构|机关|部门|单位|人|者)|日期|时间|来源|作者"
    r"|(?:信息|文章|文件|稿件)来源|稿源|(?:责任)?编辑|责编|审核|校对|撰稿|摄影|(?:发文)?(?:文|字)号|发文字号|文件(?:编)?号|(?:信息)?索引号|(?:主题|信息|体裁|组配|公文|内容)?分类"
    r"|主题(?:词|类别)|(?:信息|文件)?(?:类别|类目|种类)|(?:公开|信息公开)(?:方式|形式|范围|类别|时限)|(?:文件)?有效(?:性|期)|时效(?:性)?|(?:文件)?状态|服务对象|载体(?:类型)?|体裁"
    r"|(?:信息|文件)?(?:名称|标题)|关键[词字]|内容概述|概述|语种|(?:浏览|阅读|点击|访问|查看|浏览总|访问总|累计来)(?:量|数|次数|率|访|人次)?|人气|字(?:体|号)(?:大小)?"
    r"|分享(?:到|至)?|转发|收藏|打印|视力保护色|保存|下载|附件下载|所属(?:栏目|类别)|栏目)"
)
_FACTS = re.compile(rf"[【\[(（]?\s*{FACT}\s*[:：](?:(?![。；]).){{0,160}}")
_KEY = re.compile(rf"(?<![\u4e00-\u9fff]){FACT}\s*[:：]")
_DATE_LINE = re.compile(r"20\d\d([-/.])\d{1,2}\1\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?")

_DATED = re.compile(r"20\d\d([-/.])\d{1,2}\1\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s+(?=\S)")
_SPACED = re.compile(r"(?<=^[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]\s*[:：])")
"""The space within a key of two characters that is set as wide as the others: 标　题："""
_STEP = re.compile(r"[\u4e00-\u9fff]{2,12}\s*[>＞»›]+\s*[\u4e00-\u9fff]{2,12}")
_BREADCRUMB = re.compile(
    r"(?:您|你)?(?:当前|现在|目前)?(?:所在|所处)?的?(?:位置|栏目|导航)\s*[:：].*|(?:网站)?首页\s*(?:[>＞»›→/|-]+\s*[^>＞»›。]{1,20}){1,8}"
)
_ARROWS = re.compile(r"[^>＞»›。]{1,20}(?:\s*[>＞»›]+\s*[^>＞»›。]{1,20}){2,8}")
_TOOLS = re.compile(
    r"[【\[(（]?\s*(?:分享(?:到|至)?|转发(?:到)?|收藏(?:本页)?|(?:我要)?打印(?:本页|文章)?|(?:我要)?关闭(?:本页|窗口)?|返回(?:顶部|列表|首页|上页)?|大\s*中\s*小|(?:我要)?纠错|无障碍(?:浏览)?"
    r"|语音播报|复制链接|保存本页|设为首页|加入收藏|回到顶部|TOP|繁體|简体|微信|微博|QQ空间|字体|字号)\s*[】\])）:：]?"
    r"(?:\s*[【\[|（(]?\s*(?:分享|打印|关闭|收藏|返回顶部|大|中|小|微信|微博|QQ空间|本页|窗口|推荐|:|：)\s*[】\]|)）]?)*",
    re.I,
)
_SCAN = re.compile(
    r"(?:微信)?扫(?:一扫|码|描).{0,30}|(?:请)?关注.{0,20}(?:公众号|微信)|(?:在)?手机(?:端|上)?(?:打开|浏览|查看|扫码).{0,12}"
)
_FOOTER = re.compile(
    r".{0,12}?(?:ICP\s*备|公网安备|网站标识码|版权所有|Copyright|©|网站支持\s*IPv6|政府网站找错|党政机关网站|建议使用.{0,30}(?:分辨率|浏览器)|您是第.{0,12}(?:位|次))"
    r".{0,120}|(?:网站)?(?:主办|承办|协办|技术支持|主管|维护|开发)(?:单位|方)?\s*[:：].{0,120}|(?:联系)?地址\s*[:：].{0,60}(?:邮编|邮政编码|电话).{0,60}",
    re.I,
)
_LINKS = re.compile(
    r"(?:网站|站点|网页|页面)(?:地图|导航|声明|简介|帮助)|联系我们|关于我们|友情链接|常用网站|隐私(?:声明|政策)|免责声明|法律声明|版权声明|设为首页|加入收藏|网站首页"
)
_STATEMENT = re.compile(
    r"(?:版权|免责|转载|特别|法律|郑重)(?:说明|声明|提示)\s*[:：]?.*|(?:声明|注|说明|提示)\s*[:：].*(?:转载|版权|侵权|原创|本站|本网).*"
    r"|.*(?:如有侵权|如涉及?(?:版权|侵权)|转载(?:请|须)注明|版权归|本(?:网)?站(?:转载|所有|内容|仅)|仅限内部交流|非商业用途|未经.{0,10}授权.{0,10}(?:转载|使用)).*"
)
_RELATED = re.compile(
    r"[【\[]?(?:(?:相关|延伸|推荐|热门|最新|更多|猜你喜欢|热点|最近更新|友情)(?:的)?(?:文章|链接|新闻|信息|解读|文件|阅读|附件|推荐|稿件|报道|政策|资讯|内容|文档|稿|>+)"
    r"|猜你喜欢|查看更多|(?:上|下)一[篇条页].{0,80})\s*[】\]]?[:：]?\s*(?:>+|»|…)?"
)
_CREDIT = re.compile(
    r"[(（]\s*(?:稿件|文章|信息)?(?:来源|来自|作者|编辑|责任编辑|责编|记者|通讯员|供稿|转自|据)\s*[:：]?[^()（）。]{1,60}[)）]|(?:责任编辑|责编|编辑|审核)\s*[:：].{1,20}"
)
_FILE = re.compile(
    r"(?:附件\s*\d*\s*[:：.]?)?\s*\d*\s*[.、．]?\s*[^。]{0,80}\.(?:docx?|pdf|xlsx?|wps|et|ofd|rar|zip|ceb|jpe?g|png)(?:\s*[(（\[].{0,30})?",
    re.I,
)
_IMPRINT = re.compile(
    r"(?:信息)?公开(?:属性|方式|选项)\s*[:：].*|[(（]?\s*此件.{0,8}公开(?:发布)?\s*[)）]?|抄\s*(?:送|报)\s*[:：].*|主题词\s*[:：].*"
    r"|[^。；，,]{2,40}?\s*(?:20\d\d|[二〇○零一二三四五六七八九]{4})年.{1,3}月.{1,4}日\s*印发"
)
_PAGE = re.compile(r"[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d+\s*页\s*(?:[,，/]?\s*共\s*\d+\s*页)?|(?:[-=_*─━—]\s*){3,}")
_LURE = re.compile(
    r"在线(?:观看|播放|看片)|免费(?:视频|看片|观看)|(?:国产|亚洲|欧美|日韩)(?:精品|自拍|视频|无码)|自拍偷拍|午夜福利|成人|传媒网站|无码|彩票(?:平台|网|投注)|博彩|棋牌(?:游戏|平台)?|娱乐城|赌场|开户注册"
    r"|(?:澳门|威尼斯|新葡).{0,4}(?:赌|娱乐|棋牌)|种子连接|(?:百家|老虎机|体育)投注"
)
_LONGEST_FOOTER, _LONGEST = 160, 400
"""No row of links, and no line of a page at all, is longer, in characters, but for spam."""
_PIECES = re.compile(r"[|｜丨]")


def site_line(text: str) -> Reason | None:
    """Why a line belongs to no document wherever it stands; None where nothing says so."""
    if len(text) > _LONGEST and not _LURE.search(text):
        return None
    if _BREADCRUMB.fullmatch(text) or _ARROWS.fullmatch(text):
        return "breadcrumb"
    if _TOOLS.fullmatch(text) or _SCAN.fullmatch(text):
        return "tools"
    if _spam(text):
        return "spam"
    if _FOOTER.fullmatch(text) or (len(text) <= _LONGEST_FOOTER and len(_LINKS.findall(text)) >= 2):
        return "footer"
    if _IMPRINT.fullmatch(text):
        return "imprint"
    return "page" if _PAGE.fullmatch(text) else None


def edge_line(text: str) -> Reason | None:
    """Why a line before a document's beginning or behind its end belongs to the page; None where it may be the document's."""
    found = site_line(text)
    if found or len(text) > _LONGEST:
        return found
    text = _SPACED.sub("", text)
    if _STEP.fullmatch(text):
        return "breadcrumb"
    if _DATE_LINE.fullmatch(text) or (_FACTS.match(_DATED.sub("", text)) and (len(text) <= 160 or len(_KEY.findall(text)) > 2)):
        return "facts"
    if _STATEMENT.fullmatch(text):
        return "statement"
    if _RELATED.fullmatch(text) or _LINKS.fullmatch(text):
        return "related"
    if _CREDIT.fullmatch(text):
        return "credit"
    return "attachment" if _FILE.fullmatch(text) else None


def _spam(text: str) -> bool:
    lures = len(_LURE.findall(text))
    return lures >= 2 and (lures * 12 >= len(text) or len(_PIECES.findall(text)) >= 3)
