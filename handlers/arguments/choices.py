"""One of a few words, by its code or its name in each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handlers.arguments.line import Words
from handlers.arguments.plain import fold
from handlers.arguments.slot import Asked, Input, Slot, Taken, echo, offered
from handlers.reply import Button, Option, Refused
from handlers.values import Listed, T, t

ALSO: dict[str, tuple[str, ...]] = {
    "accounts": ("account", "客户"),
    "members": ("member", "people", "成员", "人员"),
    "departments": ("department", "部门"),
    "regions": ("region", "区域", "大区"),
    "mine": ("my", "我的"),
    "good": ("👍", "yes", "好", "有帮助", "帮上忙了"),
    "bad": ("👎", "no", "不好", "没帮上", "还没有"),
    "initial": ("初始期", "初始"),
    "growth": ("成长期", "成长"),
    "mature": ("成熟期", "成熟"),
    "AR": ("客户经理",),
    "SR": ("解决方案经理",),
    "FR": ("交付经理",),
    "others": ("other", "其他"),
    "member": ("成员",),
    "manager": ("主管",),
    "department_lead": ("lead", "部门负责人", "部門主管"),
    "executive": ("exec", "高管", "高階主管"),
    "admin": ("administrator", "管理员", "管理員"),
    "executives": ("高管", "高階主管"),
    "rd": ("R&D", "研发", "研發"),
    "platform": ("平台",),
    "sales": ("销售", "業務"),
    "en": ("english", "英文", "英语"),
    "zh_Hans": ("zh", "zh-cn", "chinese", "simplified", "简体", "简体中文", "中文"),
    "zh_Hant": ("zh-tw", "zh-hk", "traditional", "繁体", "繁体中文"),
    "1d": ("1天", "1 day"),
    "3d": ("3天", "3 days"),
    "1w": ("1周", "1週", "1 week"),
    "close": ("关闭", "關閉"),
    "reopen": ("重启", "重新開啟"),
    "on": ("开", "開"),
    "off": ("关", "關"),
}
"""What each code is also called; traditional forms that fold to the simplified one are left out."""


@dataclass(frozen=True)
class ChoiceSlot(Slot):
    """`label` begins the text keys of the options: `words.stage` gives `words.stage.growth`."""

    codes: tuple[str, ...]
    label: str = "arguments.choice"

    input: ClassVar[Input] = "choice"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        for span in words.names(longest=2):
            if (code := self._code(span.plain)) is not None:
                return Taken(code, span.rest)
        return None

    def begins(self, words: Words, asked: Asked) -> bool:
        return bool(words) and self._code(words.first) is not None

    def wrong(self, words: Words, asked: Asked) -> Refused:
        labels = [T(key=f"{self.label}.{code}") for code in self.codes]
        start, end = words.start, words.words[0].end if words else len(words.text)
        said = t("arguments.choice.wrong", text=echo(words.keep(1).typed), choices=Listed(items=tuple(labels)))
        buttons = (
            Button(label=label, command=asked.instead(start, end, code))
            for label, code in zip(labels, self.codes, strict=True)
        )
        return Refused(said, offered(*buttons))

    def options(self, asked: Asked) -> tuple[Option, ...]:
        return tuple(Option(value=str(code), label=T(key=f"{self.label}.{code}")) for code in self.codes)

    def _code(self, text: str) -> str | None:
        key = fold(text)
        return next((str(code) for code in self.codes if key in _keys(str(code))), None)


def _keys(code: str) -> frozenset[str]:
    return frozenset(map(fold, (code, *ALSO.get(code, ()))))
