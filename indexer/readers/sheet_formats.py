"""Numbers and dates of a spreadsheet as it shows them: 0.783 with the format 0.0% is 78.3% (ECMA-376-1 18.8.30 and 18.8.31)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

GENERAL = "General"
BUILT_IN = {
    **{0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??"},
    **{14: "yyyy/m/d", 15: "d-m-yy", 16: "m-d", 17: "yyyy/m", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss"},
    **{22: "yyyy/m/d h:mm", 27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分"},
    **{33: "h时mm分ss秒", 36: "yyyy年m月", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0"},
    **{43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 48: "##0.0E+0", 49: "@", 50: "yyyy年m月"},
    **{51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "h时mm分", 56: "h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日"},
}
"""Formats that are known by their number alone, as Chinese versions of Excel and WPS show them."""

_SECTIONS = re.compile(r'((?:[^;"\\]|"[^"]*"|\\.)*)(?:;|$)')
_TOKENS = re.compile(
    r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|(\[[^\]]*\])|[_*](.)|(General|AM/PM|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[0#?.,%/E+-]+|.)',
    re.S,
)
_DATE = re.compile(r"[yY]|[dD]|[hH]|[mM]|[sS]")
_CONDITION = re.compile(r"\[[<>=]")
_PLACES = re.compile(r"[0#?,.]+")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet knows no time zone
_LAST_DAY = 2_958_465
"""Serial number of 31 December 9999."""

Value = float | int | str | bool | date | datetime | time | timedelta
"""What a cell holds."""


def shown(value: Value, code: str, from_1904: bool = False) -> str:
    """A cell's value as its format shows it. A format that is not understood leaves the number as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, timedelta):
        value = value.total_seconds() / 86_400
    if isinstance(value, (int, float)):
        if not is_date(code):
            return _number(value, code)
        if not 0 <= value <= _LAST_DAY:
            return _plain(value)
        value = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(seconds=round(value * 86_400))
    return _moment(value, code)


@lru_cache(maxsize=1024)
def is_date(code: str) -> bool:
    """Whether a format shows dates or times."""
    words = [match[6] for match in _TOKENS.finditer(code.split(";")[0]) if match[6] and match[6] != GENERAL]
    return any(_DATE.match(word) for word in words) and not any(char in "0#?" for word in words for char in word)


def _moment(value: date | datetime | time, code: str) -> str:
    """A date or time, by its format; ISO where there is none."""
    if not is_date(code):
        return value.isoformat(" ") if isinstance(value, datetime) and value.time() != time() else value.isoformat()[:10]
    day = value if isinstance(value, (date, datetime)) else date(1900, 1, 1)
    hour = value if isinstance(value, (time, datetime)) else time()
    out: list[str] = []
    timed = False
    for quoted, escaped, currency, _, _, word in _TOKENS.findall(_SECTIONS.findall(code)[0]):
        lower = word.lower()
        if lower.startswith("y"):
            out.append(f"{day.year}" if len(lower) > 2 else f"{day.year % 100:02}")
        elif lower.startswith("d"):
            out.append(f"{day.day:0{min(len(lower), 2)}}" if len(lower) < 3 else "")
        elif lower.startswith("h"):
            out.append(f"{hour.hour:0{min(len(lower), 2)}}")
        elif lower.startswith("s"):
            out.append(f"{hour.second:0{min(len(lower), 2)}}")
        elif lower.startswith("m"):
            out.append(f"{hour.minute if timed else day.month:0{min(len(lower), 2)}}")
        elif word != "AM/PM":
            out.append(quoted or escaped or currency or ("" if word in "@" else word))
        timed = lower.startswith(("h", "s")) or (timed and not lower.startswith(("y", "d")))
    return "".join(out).strip()


def _number(value: float, code: str) -> str:
    """A number by its format: the section for its sign, the places, thousands, per cent and what is printed around it."""
    sections = _SECTIONS.findall(code)[:-1] or [code]
    section = sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0]
    if value == 0 and len(sections) > 2 and _PLACES.search(sections[2]):
        section = sections[2]
    before, places, after, percent = _parts(section)
    if places is None or _CONDITION.search(code):
        return _plain(value)
    number = _decimal(abs(value))
    if number is None:
        return str(value)
    number *= 100 if percent else 1
    if places == GENERAL:
        text = _plain(float(number))
    elif not number and not re.search("[0#]", places):
        text = ""  # ? leaves room for a digit and prints none: - in accounts
    else:
        whole, _, fraction = places.partition(".")
        number /= 1000 ** (len(places) - len(places.rstrip(",")))
        least, most = fraction.count("0"), len(re.findall("[0#?]", fraction))
        text = f"{number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP):{',' if ',' in whole.rstrip(',') else ''}f}"
        text = _trimmed(text, most, least)
        text = text.zfill(whole.count("0") + (len(text) - len(text.partition(".")[0])))
    if value >= 0 or not re.search("[1-9]", text):
        return before + text + after
    return "-" + before.replace("-", "").replace("(", "") + text + after.replace(")", "")


@lru_cache(maxsize=1024)
def _parts(section: str) -> tuple[str, str | None, str, bool]:
    """What a section prints before its number, the number's places, what behind it, and whether in per cent.

    The places are None where the number is shown in another way (a fraction, a power of ten, not at all).
    """
    around: list[list[str]] = [[], []]
    places, percent = "", False
    for quoted, escaped, currency, _, _, word in _TOKENS.findall(section):
        literal = quoted or escaped or currency
        if word == GENERAL:
            places = GENERAL
        elif word and re.fullmatch(r"[0#?.,%/E+-]+", word):
            if "/" in word or "E" in word:
                return "", None, "", False
            percent = percent or "%" in word
            match = _PLACES.search(word)
            if match and not places:
                around[0].append(word[: match.start()].replace("%", ""))
                places = match[0]
                around[1].append(word[match.end() :])
            else:
                around[bool(places)].append(word)
        else:
            around[bool(places)].append(literal or ("" if word == "@" else word))
    return "".join(around[0]).strip(), places or None, "".join(around[1]).strip(), percent


def _trimmed(text: str, most: int, least: int) -> str:
    """Without the zeros at the end that the format does not ask for."""
    for _ in range(most - least):
        text = text[:-1] if text.endswith("0") else text
    return text.rstrip(".") if "." in text else text


def _plain(value: float) -> str:
    """A number in its shortest form, without a power of ten: 8278, 48.6, 0.783."""
    number = _decimal(value)
    if number is None:
        return str(value)
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _decimal(value: float) -> Decimal | None:
    try:
        number = Decimal(f"{value:.12g}")
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 30 else None
