"""Ordinal numbers as Word prints them (``w:numFmt``, ECMA-376-1 17.18.59): 三, 3, ③, 叁, 丙, iii …"""

from __future__ import annotations

from collections.abc import Callable

_MOST = 9_999
"""Beyond it every format is plain digits."""
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_OLD = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X")),
    *((9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def ordinal(value: int, form: str) -> str:
    """A number in one of Word's formats; in plain digits where the format is unknown or does not reach so far."""
    if form in ("none", "bullet"):
        return ""
    maker = _FORMS.get(form)
    return (maker(value) if maker and 0 < value <= _MOST else "") or str(value)


def _counted(value: int, digits: str, powers: str) -> str:
    """A numeral with its powers of ten: 三百二十, 一百零三. In everyday script 十二 stands without a leading 一."""
    out, zero = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            out += ("零" if zero else "") + digits[digit] + powers[power]
        zero = bool(out) and not digit
    return out[1:] if digits is _DIGITS and out.startswith("一十") else out


def _places(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _letters(value: int) -> str:
    """A … Z, AA, BB: Word doubles the letter."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value <= 780 else ""


def _roman(value: int) -> str:
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (value // worth)
        value %= worth
    return out


def _run(*runs: tuple[int, str]) -> Callable[[int], str]:
    """Signs that follow each other in Unicode: each run is its first number and its first sign."""
    ends = {1: 20, 21: 35, 36: 50}

    def make(value: int) -> str:
        return next((chr(ord(sign) + value - first) for first, sign in runs if first <= value <= ends[first]), "")

    return make


def _listed(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if value <= len(signs) else ""


def _everyday(value: int) -> str:
    return _counted(value, _DIGITS, " 十百千").replace(" ", "")


def _legal(digits: str) -> Callable[[int], str]:
    return lambda value: _counted(value, digits, " 拾佰仟").replace(" ", "")


_circled = _run((1, "①"), (21, "㉑"), (36, "㊱"))
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), _everyday),
    **dict.fromkeys(("taiwaneseCountingThousand", "koreanCounting"), _everyday),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"), _places),
    "chineseLegalSimplified": _legal(_LEGAL),
    **dict.fromkeys(("ideographLegalTraditional", "japaneseLegal"), _legal(_LEGAL_OLD)),
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "ideographZodiacTraditional": lambda value: _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12],
    "ideographEnclosedCircle": _listed("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedFullstop": lambda value: _run((1, "⒈"))(value),
    "decimalEnclosedParen": lambda value: _run((1, "⑴"))(value),
    "decimalZero": lambda value: f"{value:02}",
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), lambda value: str(value).translate(_FULL_WIDTH)),
    "numberInDash": lambda value: f"- {value} -",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperRoman": _roman,
}
