"""Money: echoed in full once, then short (voice.md 1.1, rule 5)."""

from __future__ import annotations

import pytest

from handlers.values import Cash
from tests.bot.words.listening import EN, HANS, heard, in_three, yuan


@pytest.mark.parametrize(
    ("amount", "en", "hans", "hant"),
    [
        (2_500_000, "¥2.5M", "¥250万", "¥250萬"),
        (2_480_000, "¥2.48M", "¥248万", "¥248萬"),
        (400_000, "¥400k", "¥40万", "¥40萬"),
        (120_000_000, "¥120M", "¥1.2亿", "¥1.2億"),
        (1_234_567, "¥1.23M", "¥123万", "¥123萬"),
        (1_235_000, "¥1.24M", "¥124万", "¥124萬"),
        (999_500, "¥1M", "¥100万", "¥100萬"),
        (99_960_000, "¥100M", "¥1亿", "¥1億"),
        (100_000_000_000, "¥100B", "¥1,000亿", "¥1,000億"),
        (8_750, "¥8.75k", "¥8,750", "¥8,750"),
        (250, "¥250", "¥250", "¥250"),
        (0, "¥0", "¥0", "¥0"),
        (-2_500_000, "−¥2.5M", "−¥250万", "−¥250萬"),
    ],
)
def test_short_money_has_three_digits_and_the_unit_of_the_language(
    amount: int, en: str, hans: str, hant: str
) -> None:
    assert in_three(yuan(amount)) == (en, hans, hant)


def test_full_money_is_the_same_in_every_language() -> None:
    assert set(in_three(Cash(minor=250_000_000, currency="CNY", full=True))) == {"¥2,500,000"}
    assert set(in_three(Cash(minor=300_000_050, currency="CNY", full=True))) == {"¥3,000,000.50"}


def test_a_small_amount_keeps_its_cents_even_when_short() -> None:
    assert in_three(Cash(minor=99_999, currency="CNY")) == ("¥999.99", "¥999.99", "¥999.99")


@pytest.mark.parametrize(
    ("currency", "minor", "shown"),
    [
        ("JPY", 2_500_000, "JP¥2.5M"),
        ("USD", 40_000_000, "US$400k"),
        ("HKD", 40_000_000, "HK$400k"),
        ("TWD", 40_000_000, "NT$400k"),
        ("EUR", 40_000_000, "€400k"),
        ("KWD", 400_000_000, "KWD\u00a0400k"),
        ("XYZ", 40_000_000, "XYZ\u00a0400k"),
    ],
)
def test_each_currency_has_a_sign_of_its_own(currency: str, minor: int, shown: str) -> None:
    assert in_three(Cash(minor=minor, currency=currency))[0] == shown


def test_a_template_may_ask_for_the_other_form() -> None:
    assert heard("{amount:full}", EN, amount=yuan(2_500_000)) == "¥2,500,000"
    assert heard("{amount:short}", HANS, amount=yuan(2_500_000)) == "¥250万"
