"""The parts of commands, to annotate the fields of `Args` with.

Fields in order are the grammar. A field with a default may be left out: `on: OnDay | None = None`,
`who: WithPeople = ()`. A slot of its own is `Annotated[str, one_of("accounts", "members")]` or
`Annotated[int, Keyed("sponsor=", PersonSlot())]`; every slot takes `asks="slice.usecase.question"` and `helps="…"`,
text keys of its field in a form.
"""

from datetime import date
from typing import Annotated

from handlers.arguments.amounts import TypedValue
from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.dates import DaySlot, PeriodSlot
from handlers.arguments.figures import AmountSlot, ValueSlot
from handlers.arguments.keyed import Keyed
from handlers.arguments.kinds import EventKindSlot, RequestKindSlot
from handlers.arguments.numbers import EventNumberSlot, EventNumbersSlot, Numbered, NumberedSlot, RequestNumberSlot
from handlers.arguments.who import AccountSlot, DepartmentSlot, PeopleSlot, PersonSlot
from handlers.arguments.wordings import (
    CurrencySlot,
    EmailSlot,
    FlagSlot,
    HoursSlot,
    NameSlot,
    WholeSlot,
    WordsSlot,
    ZoneSlot,
)
from scoring.terms import Function, Language, Priority, Role, Stage, TriangleRole

__all__ = ["AccountSlot", "AmountSlot", "DaySlot", "DepartmentSlot", "Keyed", "NameSlot", "Numbered", "PersonSlot"]
__all__ += ["TypedValue", "WordsSlot", "one_of"]


def one_of(*codes: str, asks: str | None = None) -> ChoiceSlot:
    """One of these words; their labels are the texts `arguments.choice.<code>`."""
    return ChoiceSlot(codes, asks=asks)


# Names. In an account's own channel the account may be left out.
AnAccount = Annotated[int, AccountSlot()]
AnEventKind = Annotated[str, EventKindSlot()]
ARequestKind = Annotated[str, RequestKindSlot()]
ADepartment = Annotated[int, DepartmentSlot()]
ToDepartment = Annotated[int, Keyed("to=", DepartmentSlot())]
APerson = Annotated[int, PersonSlot()]
SomePeople = Annotated[tuple[int, ...], Keyed("with", PeopleSlot())]
WithPeople = SomePeople
PeopleInARow = Annotated[tuple[int, ...], PeopleSlot()]

# Figures. `AValue` is what the kind named before it carries: money, a measured value, or nothing.
AnAmount = Annotated[TypedValue, AmountSlot(asks="arguments.amount.how_much", helps="arguments.amount.example")]
AValue = Annotated[TypedValue, ValueSlot()]
AWhole = Annotated[int, WholeSlot()]

# Days. `fri` is the last one for a past day; for a day ahead (`until fri` or `fri`) the next one.
# `APastDay`, `OnDay`: `on DATE`.
OnDay = Annotated[date, Keyed("on", DaySlot())]
APastDay = OnDay
SinceDay = Annotated[date, Keyed("since", DaySlot())]
AFutureDay = Annotated[date, DaySlot(ahead=True)]
UntilDay = AFutureDay
APeriod = Annotated[str, PeriodSlot()]

# Numbers: 118, #118, R40.
AnEventNumber = Annotated[int, EventNumberSlot()]
SomeEventNumbers = Annotated[tuple[int, ...], EventNumbersSlot()]
ARequestNumber = Annotated[int, RequestNumberSlot()]
ANumbered = Annotated[Numbered, NumberedSlot()]

# Choices.
APriority = Annotated[Priority, ChoiceSlot(tuple(Priority), label="words.priority")]
AStage = Annotated[Stage, ChoiceSlot(tuple(Stage), label="words.stage")]
ATriangleRole = Annotated[TriangleRole, ChoiceSlot(tuple(TriangleRole))]
ARole = Annotated[Role, ChoiceSlot(tuple(Role), label="words.role")]
AFunction = Annotated[Function, ChoiceSlot(tuple(Function), label="arguments.choice")]
ALanguage = Annotated[Language, ChoiceSlot(tuple(Language), label="arguments.choice")]
Pending = Annotated[bool, FlagSlot("pending")]

# Words. `SomeWords` is all that is left, as typed; `AName` the first word or what stands in quotes; `AFullName`
# all words up to one that is marked (`role=admin`).
SomeWords = Annotated[str, WordsSlot()]
AName = Annotated[str, NameSlot()]
AFullName = Annotated[str, NameSlot(whole=True)]
AnyName = AName
ALine = Annotated[str, Keyed("line=", NameSlot())]
AnEmail = Annotated[str, EmailSlot()]
Email = AnEmail
AZone = Annotated[str, ZoneSlot()]
ACurrency = Annotated[str, CurrencySlot()]
SomeHours = Annotated[tuple[int, int], HoursSlot()]
