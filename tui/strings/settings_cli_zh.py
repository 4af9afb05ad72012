"""Simplified Chinese: settings outside the screen: command, file, page of the guide."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "settings.file.head": "规览的设置。在规览里按 , 可以改；也可以在这里改，存盘后下次打开时生效。删去一项就用默认值，"
    "您写的注释会留着。",
    "settings.file.keys": "自己的按键：左边是操作，右边是键，有几个就写几个；没写到的操作用默认的键。例如：\n"
    '  compare = ["F4", "c"]\n操作的名字见 guilan settings keys，键的写法如 c、F4、Ctrl+E、Alt+←、Shift+F5。',
    "settings.command": "看设置、改设置：不写名字列出全部，写名字看一项，再写值就改",
    "settings.command.reset": "恢复默认值",
    "settings.command.columns": "名字|设置|现在|可以是|说明",
    "settings.command.keys": "名字|操作|现在的键|默认的键",
    "settings.command.unknown": "没有叫“{name}”的设置；可以是：{names}",
    "settings.command.value": "“{name}”不能是“{value}”；可以是：{values}",
    "settings.command.saved": "已存下：{name} = {value}",
    "settings.command.failed": "设置没有存下：{why}",
    "settings.command.key": "“{value}”里有认不出的键；键的写法如 c、F4、Ctrl+E、Alt+←、Shift+F5",
    "argument.name": "[名字]",
    "argument.values": "[值]",
    "pages.settings.file": "设置存在一个 TOML 文件里，第一次改设置时建好，每一项都带说明；您自己写的注释会留着。它的位置依次是：",
    "pages.settings.named": "环境变量 `GUILAN_CONFIG` 指出的文件",
    "pages.settings.folder": "用户的配置文件夹里的 `guilan/settings.toml`：Linux 在 `~/.config`，macOS 在 "
    "`~/Library/Application Support`，"
    "Windows 在 `%LOCALAPPDATA%`",
    "pages.columns.settings": "名字|设置|可以是|默认|说明",
    "pages.settings.folder.values": "任意文件夹",
    "pages.settings.keys.values": "`[keys]` 表里一行一个操作",
    "pages.settings.example": "刚建好的文件是这样的：",
}
