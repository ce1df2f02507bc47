"""One of each part, hand-made, in three languages: what rendering is tested on."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal

from handlers.reply import (
    Ask,
    Bar,
    Bars,
    Button,
    Buttons,
    Column,
    Fields,
    Form,
    Heading,
    Line,
    Option,
    Part,
    Picture,
    Row,
    Rule,
    Ruler,
    Table,
)
from handlers.values import Cash, Figure, Name, Number, Said, Value, moment, t

NOW = datetime(2026, 11, 25, 2, 14, tzinfo=UTC)


def words(en: str, hans: str, hant: str | None = None) -> Name:
    """A text in three languages without a catalogue."""
    return Name(names={"en": en, "zh_Hans": hans, "zh_Hant": hant or hans})


LIN = words("Lin Yue", "林悦", "林悅")
HUAXING = words("Huaxing Rail", "华星轨道", "華星軌道")


def line(en: str, hans: str, role: Literal["text", "title", "quote", "foot"] = "text") -> Line:
    return Line(text=words(en, hans), role=role)


EVENT: tuple[Part, ...] = (
    line("🏆 Order · Huaxing Rail · ¥2,500,000", "🏆 订货 · 华星轨道 · ¥2,500,000", "title"),
    line("To be confirmed · +25.00 points once a second person confirms", "待确认，别人确认后 +25.00 分"),
    line("AR ● Lin Yue   SR ● Chen Bo   FR ○ Wu Min", "AR ● 林悦   SR ● 陈博   FR ○ 吴敏"),
    Line(text=Said(text="Signalling lot 2 信号二标"), role="quote"),
    line("#118 · Wed 25 Nov · logged by Lin Yue · contract.pdf", "#118 · 11月25日周三 · 林悦登记", "foot"),
    Buttons(
        shown=(
            Button(label=t("words.act.confirm"), command="confirm 118", style="primary"),
            Button(label=t("words.act.dispute"), command="dispute 118 ?"),
        ),
        more=(
            Button(label=words("Who took part", "谁参与了"), command="took 118"),
            Button(
                label=t("words.act.void"),
                command="void 118 ?",
                style="danger",
                confirm=words("Void #118? Its points are taken back.", "作废 #118？分数会回退。"),
            ),
        ),
    ),
)

REQUEST: tuple[Part, ...] = (
    line("R40 · Technical clarification · P1 · Huaxing Rail", "R40 · 技术澄清 · P1 · 华星轨道", "title"),
    line(
        "👀 Tang Wei has it · answer expected Wed 25 Nov · due Thu 26 Nov 09:40",
        "👀 唐薇已响应 · 承诺11月25日周三答复 · 时限11月26日周四 09:40",
    ),
    Picture(
        drawing=Ruler(used=Decimal(62), paused=((Decimal(20), Decimal(31)),), passed=(50,)),
        alt=words("62% of the time is used", "已用62%的时间"),
    ),
    Line(text=Said(text="Rail spec 4.2: rival claims 200 ms, can we state 150 ms?"), role="quote"),
    line(
        "to R&D · asked by Lin Yue Wed 25 Nov 09:40 · changed 09:52: acknowledged by Tang Wei",
        "给研发 · 林悦11月25日周三 09:40 提出 · 09:52更新：唐薇已响应",
        "foot",
    ),
    Buttons(shown=(Button(label=words("Done", "办结"), command="resolve 40", style="primary"),)),
)

MARKS: tuple[Literal["on_track", "at_risk", "off_track", "no_data"], ...] = (
    "on_track",
    "at_risk",
    "off_track",
    "no_data",
)


def bar(code: str, weight: int, outlook: str | None, so_far: str | None, status: int) -> Bar:
    return Bar(
        label=t(f"words.dimension.{code}"),
        weight=Decimal(weight),
        outlook=None if outlook is None else Decimal(outlook),
        so_far=None if so_far is None else Decimal(so_far),
        status=MARKS[status],
    )


BARS = Picture(
    drawing=Bars(
        rows=(
            bar("financial", 40, "107.94", "71", 0),
            bar("customer", 35, "75.20", "66", 1),
            bar("operations", 15, "81.22", "70", 1),
            bar("learning", 10, None, None, 3),
        )
    ),
    alt=words("Huaxing Rail, outlook 89.89, grade B", "华星轨道，期末预估 89.89，等级 B"),
)

SCORE: tuple[Part, ...] = (
    line(
        "Huaxing Rail · growth · Q4 2026, day 56 of 92", "华星轨道 · 成长期 · 2026年四季度第56天（共92天）", "title"
    ),
    line(
        "Outlook 89.89, grade B (+1.53 since Wed 18 Nov) · so far 67.60",
        "期末预估 89.89，等级 B（较11月18日周三 +1.53）· 当前得分 67.60",
    ),
    line(
        "AR ● Lin Yue   SR ● Chen Bo   FR ○ Wu Min · coverage 100%",
        "AR ● 林悦   SR ● 陈博   FR ○ 吴敏 · 数据覆盖率100%",
    ),
    BARS,
    line("Gate: satisfaction 82, at least 80: passed", "门槛：客户满意度 82（≥80）已过"),
    line("Most to gain: a showcase or the lab trial, +3.50 each", "最划算的一步：现场会或实验局，各 +3.50"),
    Buttons(
        shown=(
            Button(label=words("Why", "为什么"), command="why Huaxing"),
            Button(label=words("Log an event", "记一件事"), command="log Huaxing"),
            Button(label=words("Ask for help", "求助"), command="ask Huaxing"),
        )
    ),
)


def _row(rank: str, moved: str, name: Name, outlook: str, grade: str, change: str, *, mine: bool = False) -> Row:
    cells: tuple[Value | None, ...] = (
        words(rank, rank),
        words(moved, moved),
        name,
        Figure(value=Decimal(outlook)),
        words(grade, grade),
        Figure(value=Decimal(change), signed=True),
    )
    return Row(cells=cells, mine=mine, press=f"score {name.names['en']}")


STANDINGS = Table(
    caption=words("Accounts by outlook, Wed 25 Nov 10:14", "客户排名（期末预估），11月25日周三 10:14"),
    columns=(
        Column(label=words("Rank", "名次")),
        Column(label=words("Since", "变化")),
        Column(label=words("Account", "客户")),
        Column(label=words("Outlook", "期末预估"), align="end"),
        Column(label=words("Grade", "等级")),
        Column(label=words("Change", "较上周"), align="end"),
    ),
    rows=(
        _row("1", "▲1", HUAXING, "89.89", "B", "1.53", mine=True),
        _row("2", "▼1", words("Beichen Power", "北辰电力", "北辰電力"), "85.51", "B", "-3.70"),
        _row("3", "–", words("Acme Ports", "安科港务", "安科港務"), "66.98", "C", "-4.28"),
        _row("4", "–", words("Lanhai Bank", "蓝海银行", "藍海銀行"), "60.00", "C", "0"),
    ),
    foot=words("Change since Wed 18 Nov.", "变化自11月18日周三起。"),
)

FIELDS = Fields(
    items=(
        (t("words.term.stage"), t("words.stage.growth")),
        (t("words.term.plan"), Cash(minor=250_000_000, currency="CNY")),
        (t("words.term.coverage"), Number(value=Decimal(3))),
        (t("words.term.period"), moment(NOW, "full")),
    )
)

FORM = Form(
    command="ask",
    title=words("Ask for support", "求助", "請求支援"),
    asks=(
        Ask(
            name="account",
            label=t("words.term.account"),
            input="account",
            value="Huaxing Rail",
            options=tuple(
                Option(value=name, label=words(name, hans))
                for name, hans in (
                    ("Huaxing Rail", "华星轨道"),
                    ("Acme Ports", "安科港务"),
                    ("Lanhai Bank", "蓝海银行"),
                    ("Beichen Power", "北辰电力"),
                    ("Yuheng Air", "玉衡航空"),
                )
            ),
        ),
        Ask(
            name="priority",
            label=words("How urgent", "多急"),
            input="choice",
            options=tuple(Option(value=code, label=t(f"words.priority.{code}")) for code in ("P1", "P2", "P3")),
            error=words("How urgent is it?", "有多急？"),
        ),
        Ask(
            name="what",
            label=words("What, in a sentence", "一句话说明"),
            input="long",
            value='<script>alert("x")</script> & "quotes"',
            help=words("R&D works 9:00-12:00, 13:00-18:00 Shanghai", "研发工作时间（上海）9:00-12:00、13:00-18:00"),
        ),
        Ask(name="day", label=words("By", "期限"), input="day", required=False),
    ),
    submit=words("Send to R&D", "发给研发"),
    preview=(
        line("If nobody answers (your time)", "如果没人响应（你的时间）", "title"),
        line("10:44 · 50% · R&D's queue, 2 people", "10:44 · 50% · 研发待办，2人"),
        line("10:59 · 75% · and He Rui, lead", "10:59 · 75% · 加部门负责人何睿"),
    ),
)

REFUSAL: tuple[Part, ...] = (
    line("No account “Huaxin”. Closest:", "没有叫“Huaxin”的客户，最接近的是："),
    Buttons(
        shown=(
            Button(label=HUAXING, command="score Huaxing Rail"),
            Button(label=words("All my accounts", "我的全部客户"), command="standings accounts"),
        )
    ),
)

EVERY: tuple[Part, ...] = (
    *EVENT,
    *REQUEST,
    *SCORE,
    Heading(text=words("To applaud", "值得喝彩")),
    Rule(),
    STANDINGS,
    FIELDS,
    FORM,
)
