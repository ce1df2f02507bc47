"""Reading forms of typed text. What people typed is kept as typed; only what is compared goes through here."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
_TYPOGRAPHIC = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»「」『』〝〞", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    }
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def plain(text: str) -> str:
    """Typographic, full-width and invisible forms as their plain ones; idempotent.

    >>> plain("２.５Ｍ　“华星”")
    '2.5M "华星"'
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", _UNSEEN.sub("", text)))
    return unicodedata.normalize("NFKC", seen).translate(_TYPOGRAPHIC)


def keepable(text: str) -> str:
    """Without what no database keeps: NUL, and halves of characters that a platform cut in two.

    >>> keepable("lot\\x00 2\\ud83c")
    'lot 2'
    """
    return _UNKEEPABLE.sub("", text)


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """The key under which a name is found: width, case, script, spaces and punctuation folded.

    Traditional and simplified characters have one key. A name of signs alone keeps them.

    >>> fold("Huaxing  Rail"), fold("華星軌道"), fold("R&D")
    ('huaxingrail', '华星轨道', 'rd')
    """
    key = _folded_once(name)
    while (again := _folded_once(key)) != key:
        key = again
    return key


def _folded_once(name: str) -> str:
    """What is left out can bring together what composes, so that this has to be done till nothing changes."""
    lowered = unicodedata.normalize("NFKC", plain(name).casefold())
    if _HAN.search(lowered):
        lowered = unicodedata.normalize("NFKC", _simplifier().convert(lowered).casefold())
    kept = "".join(char for char in lowered if unicodedata.category(char)[0] in "LNM" or char == "+")
    return kept or "".join(lowered.split())


@lru_cache(maxsize=65_536)
def pinyin(name: str) -> str:
    """How a name with Han characters is spelt: joined syllables, a space, their initials; else empty.

    >>> pinyin("華星軌道"), pinyin("Acme")
    ('huaxingguidao hxgd', '')
    """
    syllables = spelt(name)
    return f"{''.join(syllables)} {''.join(each[0] for each in syllables)}" if syllables else ""


@lru_cache(maxsize=65_536)
def spelt(name: str) -> tuple[str, ...]:
    """The syllables of a name with Han characters, Latin words among them as they are; () without any.

    >>> spelt("华星")
    ('hua', 'xing')
    """
    key = fold(name)
    if not _HAN.search(key):
        return ()
    return tuple(each for each in lazy_pinyin(key, style=Style.NORMAL, v_to_u=False) if each)


def has_han(text: str) -> bool:
    return _HAN.search(text) is not None


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")
