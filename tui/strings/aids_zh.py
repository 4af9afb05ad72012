"""Simplified Chinese: the doctor, reading aids."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "doctor.title": "体检报告",
    "doctor.keys": "↑↓ 翻看  Ctrl+Y 复制整份报告  Esc 关闭",
    "doctor.running": "正在体检…",
    "doctor.library": "资料库和索引",
    "doctor.terminal": "终端",
    "doctor.colours": "颜色",
    "doctor.clipboard": "剪贴板",
    "doctor.fonts": "字体",
    "doctor.versions": "版本",
    "doctor.places": "文件位置",
    "doctor.no_report": "没有检查成",
    "doctor.counts": "规划 {plans} 部，章节 {sections} 节，指标 {indicators} 个，项目 {projects} 个",
    "doctor.unknown": "未说明",
    "doctor.term": "类型 {term}，程序 {program}",
    "doctor.size": "{columns} 列 {lines} 行",
    "doctor.no_size": "输出不是终端，没有大小",
    "doctor.between": "中间隔着 {names}",
    "doctor.direct": "直接连着，没有隔着别的程序",
    "doctor.locale": "语言环境 {locale}，文字编码 {encoding}",
    "doctor.no_colour": "不用颜色（设了 {said}）；粗体、下划线和记号照常",
    "doctor.true_colour": "真彩色（{said}）",
    "doctor.some_colours": "{n} 色（{said}）；终端其实支持真彩色的话，设 {better} 即可",
    "doctor.copy_native": "先用系统的剪贴板（{name}）",
    "doctor.copy_terminal": "这里没有系统剪贴板，先请终端代收（{name}）；有的终端不接受，那时请用 Ctrl+E 存成文件",
    "doctor.copy_file": "系统和终端的剪贴板都用不上，复制的内容会存成文件",
    "doctor.font_advice": "引号“”只占半格、①②③挤在一起或盖住后面的字，都是字体与终端对“不定宽度字符”的算法不合。\n"
    "请换一款等宽的中文字体（如更纱黑体、思源等宽），或在终端设置里把“不定宽度字符”改成与字体一致（宽或窄）。",
    "doctor.system": "系统 {system}",
    "doctor.at_library": "资料库：{path}",
    "doctor.at_state": "上次的位置：{path}",
    "action.doctor": "体检",
    "action.doctor.help": "检查终端、颜色、剪贴板、资料库和索引，列出版本和文件位置；整份报告可以复制",
}
