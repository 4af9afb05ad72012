"""Simplified Chinese: basket, settings, reading aids."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "pane.pair": "两节对照",
    "pair.nothing": "先打开一节，再在结果、相近章节或目录里选中另一节",
    "pair.running": "正在逐句对照…",
    "pair.failed": "没有对照成：{why}",
    "pair.counts": "说法不同 {changed} 句，一字不差 {same} 句，只有前者有 {here} 句，只有后者有 {there} 句",
    "pair.changed": "说法不同（不同处标在【】里）",
    "pair.same": "一字不差",
    "pair.here": "只有前者有",
    "pair.there": "只有后者有",
    "pair.other": "后者：",
    "synonym.title": "记下另一种说法",
    "synonym.ask": "“{word}”还叫什么？以后搜其中一个，另一个也能找到；加引号的精确查找不受影响。",
    "synonym.which": "给哪个词记下另一种说法？",
    "synonym.nothing": "先搜索一个词，再记下它的另一种说法",
    "synonym.noted": "已记下：“{word}”也叫“{other}”",
    "synonym.offer": "它在规划里叫别的名字？按 {press} 记下另一种说法，以后都能搜到",
    "action.pair": "两节对照",
    "action.pair.help": "把打开的一节与选中的另一节逐句对照，标出不同",
    "action.synonym": "另一种说法",
    "action.synonym.help": "给搜过的词记下同义的说法，以后搜哪个都能找到",
    "copy.choose": "复制成什么样？",
    "copy.plain": "纯文字",
    "copy.cited": "纯文字，带出处",
    "copy.markdown": "Markdown，带出处",
    "copy.native": "已复制到剪贴板，{n} 字",
    "copy.terminal": "已发给终端的剪贴板，{n} 字；有的终端不接受，粘贴不出时请用 Ctrl+E 存成文件",
    "copy.file": "这里没有可用的剪贴板，已存成文件，{n} 字：{path}",
    "copy.failed": "没有复制成：{why}；请用 Ctrl+E 存成文件",
}
