"""Kinds of events and requests by code, by their names in each language, and by pinyin (domain.md 3, 6, 11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final

from rapidfuzz import fuzz

from handlers.arguments.line import Span, Words
from handlers.arguments.plain import fold, has_han, pinyin
from handlers.arguments.slot import ASK_ME, Asked, Input, Slot, Taken, echo, offered
from handlers.reply import Button, Option, Refused
from handlers.values import T, t

Names = Mapping[str, tuple[str, ...]]

EVENT_NAMES: Final[Names] = {
    "exec_meeting": ("executive meeting", "高层拜访", "高階拜訪", "executive visit", "高层会面"),
    "hq_visit": ("HQ visit", "公司参观", "headquarters visit", "company visit", "总部参观"),
    "technical_exchange": ("technical exchange", "技术交流", "tech exchange"),
    "site_visit": ("site visit", "样板点参观", "reference visit", "样板点"),
    "lab_trial": ("lab trial", "实验局", "trial", "PoC", "试点"),
    "workshop": ("workshop", "管理研讨", "管理研討會", "研讨会", "研讨"),
    "showcase": ("showcase", "现场会", "現場觀摩會", "现场观摩"),
    "summit": ("summit", "industry summit", "行业峰会", "展会", "行业峰会/展会", "trade fair", "exhibition", "峰会"),
    "relationship_up": (
        "relationship",
        "stronger relationship",
        "关系提升",
        "relationship improved",
        "relationship raised",
    ),
    "satisfaction": ("satisfaction", "客户满意度", "customer satisfaction", "满意度"),
    "order": ("order", "订货", "訂單", "orders", "订单", "win"),
    "revenue": ("revenue", "收入", "營收", "营收"),
    "collection": ("collection", "回款", "收款", "payment", "payment received"),
    "margin": ("margin", "毛利率", "gross margin", "毛利"),
    "dso": ("DSO", "应收账款周转天数", "應收帳款週轉天數", "周转天数", "days sales outstanding"),
    "overdue_receivable": ("overdue receivable", "超长期欠款", "overdue receivables", "overdue", "超期欠款"),
    "headcount_cost": ("headcount cost", "团队成本", "team cost"),
    "best_practice": ("best practice", "最佳实践", "最佳實務"),
    "enablement": ("enablement", "赋能", "培訓賦能", "training", "培训"),
    "certification": ("certification", "认证", "certificate"),
}
REQUEST_NAMES: Final[Names] = {
    "exec_visit": ("executive visit", "高层拜访", "高階拜訪", "executive", "高层"),
    "rd_clarification": ("technical clarification", "技术澄清", "clarification", "澄清"),
    "rd_lab": ("lab trial", "实验局", "lab", "R&D lab"),
    "reception": ("reception", "参观接待", "接待", "visit"),
    "bid": ("bid support", "投标支持", "投標支援", "tender", "投标"),
    "other": ("other", "something else", "其他", "anything else"),
}
"""Codes with what they are called; traditional forms that fold to the simplified one are left out."""

NEAR: Final[Names] = {
    "lunch dinner breakfast meal coffee golf 吃饭 午餐 晚餐 宴请 宴請": ("exec_meeting", "workshop"),
    "meeting call talk chat 会议 会 开会 沟通 拜访": ("exec_meeting", "technical_exchange"),
    "visit tour 参观 来访 考察": ("hq_visit", "site_visit", "exec_meeting"),
    "demo presentation 演示 汇报": ("showcase", "technical_exchange"),
    "deal contract sale signed po 合同 签单 中标 成交": ("order",),
    "invoice sales turnover 发票 开票 销售额": ("revenue", "collection"),
    "cash paid money 到账 付款 款": ("collection",),
    "survey nps score 调查 评分": ("satisfaction",),
    "course lecture 课程 讲座": ("enablement", "certification"),
    "conference fair expo 大会 展览": ("summit",),
}
"""Words that people say for what has another name here."""

_CLOSE: Final = 72


@dataclass(frozen=True)
class KindSlot(Slot):
    """One of the kinds that `names` lists; `word` is where the texts of their labels stand."""

    names: ClassVar[Names] = {}
    word: ClassVar[str] = ""
    usual: ClassVar[tuple[str, ...]] = ()
    input: ClassVar[Input] = "choice"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        spans = list(words.names(longest=4))
        for span in spans:
            if code := _exact(self.word, span.key):
                return Taken(code, span.rest)
        for span in spans:
            if code := _beginning(self.word, span):
                return Taken(code, span.rest)
        if not words or asked.comes_later(words):
            return None
        raise self.wrong(words, asked)

    def begins(self, words: Words, asked: Asked) -> bool:
        return any(_exact(self.word, span.key) for span in words.names(longest=4))

    def wrong(self, words: Words, asked: Asked) -> Refused:
        """The close ones as buttons that run the whole line, and one that shows them all."""
        word = words.keep(1)
        start, end = words.start, words.words[0].end if words else len(words.text)
        buttons = [
            Button(label=self.label(code), command=asked.instead(start, end, code))
            for code in near_kinds(self.word, word.typed) or self.usual
        ]
        every = Button(label=t("arguments.kind.all"), command=asked.instead(start, end, ASK_ME))
        return Refused(t(f"arguments.kind.{self.word}", text=echo(word.typed)), offered(*buttons[:2], every))

    def options(self, asked: Asked) -> tuple[Option, ...]:
        return tuple(Option(value=code, label=self.label(code)) for code in self.names)

    def label(self, code: str) -> T:
        return T(key=f"words.{self.word}.{code}")


@dataclass(frozen=True)
class EventKindSlot(KindSlot):
    names: ClassVar[Names] = EVENT_NAMES
    word: ClassVar[str] = "event_kind"
    usual: ClassVar[tuple[str, ...]] = ("exec_meeting", "workshop")


@dataclass(frozen=True)
class RequestKindSlot(KindSlot):
    names: ClassVar[Names] = REQUEST_NAMES
    word: ClassVar[str] = "request_kind"
    usual: ClassVar[tuple[str, ...]] = ("rd_clarification", "reception")


_ALL: Final[Mapping[str, Names]] = {"event_kind": EVENT_NAMES, "request_kind": REQUEST_NAMES}


def near_kinds(word: str, typed: str) -> tuple[str, ...]:
    """The kinds that somebody may have meant, best first."""
    key = fold(typed)
    scores = {code: max(fuzz.ratio(key, each) for each in keys) for code, keys in _keys(word).items()}
    close = sorted((code for code in scores if scores[code] >= _CLOSE), key=lambda code: -scores[code])
    meant = next((codes for said, codes in NEAR.items() if key in map(fold, said.split())), ())
    return (*close, *(code for code in meant if code in _ALL[word] and code not in close))[:5]


@cache
def _keys(word: str) -> dict[str, frozenset[str]]:
    """Each kind's folded names, and how those in Han characters are spelt: joined and by initials."""
    return {code: frozenset(_spellings(code, names)) for code, names in _ALL[word].items()}


def _spellings(code: str, names: tuple[str, ...]) -> Iterator[str]:
    for name in (code, *names):
        yield fold(name)
        yield from pinyin(name).split()


@cache
def _by_key(word: str) -> dict[str, str]:
    return {key: code for code, keys in reversed(_keys(word).items()) for key in keys}


def _exact(word: str, key: str) -> str | None:
    return _by_key(word).get(key)


def _beginning(word: str, span: Span) -> str | None:
    """The only kind with a name that begins so; at least three Latin letters or two Han characters."""
    if len(span.key) < (2 if has_han(span.key) else 3):
        return None
    found = [code for code, keys in _keys(word).items() if any(key.startswith(span.key) for key in keys)]
    return found[0] if len(found) == 1 else None
