"""What currencies are called: ISO 4217 codes, signs, and names in Chinese."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale

COMMON: Final = frozenset(
    ("CNY", "USD", "EUR", "JPY", "HKD", "TWD", "GBP", "SGD", "KRW", "INR", "AUD", "CAD", "CHF", "THB", "MYR", "IDR")
)
"""Codes that are understood in any case; the others only in capitals, since some are words (ALL, TRY, TOP)."""

SHARED: Final = {
    "¥": ("CNY", "JPY"),
    "元": ("CNY", "TWD", "HKD", "SGD"),
    "块": ("CNY",),
    "塊": ("TWD",),
    "$": ("USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD", "MXN"),
}
"""Signs of several currencies: the account's where it is one of them, else the first, or asked for the yen sign."""

OWN: Final = {
    "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR", "฿": "THB", "₫": "VND", "₱": "PHP", "US$": "USD", "HK$": "HKD",
    "NT$": "TWD", "S$": "SGD", "A$": "AUD", "C$": "CAD", "R$": "BRL", "CN¥": "CNY", "JP¥": "JPY", "RMB": "CNY",
    "人民币": "CNY", "人民幣": "CNY", "人民币元": "CNY", "美元": "USD", "美金": "USD", "欧元": "EUR", "歐元": "EUR",
    "日元": "JPY", "日圆": "JPY", "日圓": "JPY", "港元": "HKD", "港币": "HKD", "港幣": "HKD", "新台币": "TWD",
    "新台幣": "TWD", "新臺幣": "TWD", "台币": "TWD", "台幣": "TWD", "英镑": "GBP", "英鎊": "GBP", "新币": "SGD",
    "新幣": "SGD", "韩元": "KRW", "韓元": "KRW", "dollars": "USD", "yuan": "CNY", "euros": "EUR", "yen": "JPY",
}  # fmt: skip


@cache
def codes() -> frozenset[str]:
    return frozenset(Locale.parse("en").currencies)


def currency_called(text: str) -> str | None:
    """The one currency of this code or name.

    >>> currency_called("usd"), currency_called("人民币"), currency_called("¥")
    ('USD', 'CNY', None)
    """
    if text in OWN:
        return OWN[text]
    upper = text.upper()
    if upper in OWN:
        return OWN[upper]
    if text.lower() in OWN:
        return OWN[text.lower()]
    return upper if upper in COMMON or (text == upper and text in codes()) else None
