"""What goes wrong at a keyboard: a kind answer that says what to do, and nothing is written (voice.md 3, 7.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from handlers.reply import Buttons, Form
from scoring.terms import Function, Language
from storage import rows
from storage.database import Unit
from storage.tables.company import Member
from tests.databases import BOTH
from tests.world import Answer, World, a_company

LONG = "long " * 2000

WRONG: tuple[tuple[str, str], ...] = (
    # Accounts that are not there, or not only there.
    ("ann", "/win Nowhere 2.5M lot 2"),
    ("ann", "/log Atlantis technical_exchange"),
    ("ann", "/score Atlantis"),
    ("ann", "/win North 2.5M lot 2"),
    ("ann", "/score id=99999"),
    ("ann", "/win 不存在的客户 250万 二期"),
    # Amounts.
    ("ann", "/win ACME -2.5M lot 2"),
    ("ann", "/win ACME 0 lot 2"),
    ("ann", "/win ACME 9e30 lot 2"),
    ("ann", "/win ACME 99999999999999999999 lot 2"),
    ("ann", "/win ACME 250 lot 2"),
    ("ann", "/win ACME 2,5M lot 2"),
    ("ann", "/win ACME NaN lot 2"),
    ("ann", "/win ACME ２．５．０万 lot 2"),
    ("ann", "/win ACME XYZ 400k"),
    ("ann", "/log ACME satisfaction 900"),
    ("ann", "/log ACME satisfaction -3"),
    # Days and periods.
    ("ann", "/win ACME 2.5M on 2027-03-01 lot 2"),
    ("ann", "/win ACME 2.5M on 2026-02-30 lot 2"),
    ("ann", "/win ACME 2.5M on 2026-08-20 lot 2"),
    ("ann", "/win ACME 2.5M on 0000-00-00 lot 2"),
    ("ray", "/ack 1 2020-01-01"),
    ("ray", "/ack 1 someday"),
    ("mia", "/period close 2026Q9"),
    ("mia", "/period close 2026Q4"),
    # Kinds and choices.
    ("ann", "/log ACME party"),
    ("ann", "/ask ACME miracle P1 make it rain"),
    ("ann", "/snooze forever"),
    ("ann", "/settings language klingon"),
    ("ann", "/settings zone Mars/Olympus"),
    ("ann", "/standings planets"),
    # Nobody may, or not this person.
    ("zoe", "/win ACME 2.5M lot 2"),
    ("zoe", "/confirm 1"),
    ("zoe", "/void 1 because"),
    ("zoe", "/request 1"),
    ("ann", "/confirm 1"),
    ("ann", "/period close 2026Q2"),
    ("ann", "/account create Brandnew growth North"),
    ("ann", "/people add Newcomer"),
    ("ann", "/people role @bo admin"),
    ("ann", "/settings company name=Mine"),
    ("ann", "/uphold 1"),
    ("cy", "/cancel 1"),
    ("cy", "/rate 1 good"),
    ("ann", "/resolve 1"),
    ("ann", "/ack 1 2026-11-25"),
    ("bo", "/cancel 2"),
    # Not now.
    ("ray", "/resume 1"),
    ("ray", "/start 1"),
    ("ann", "/reopen 1 not done"),
    ("ann", "/still 1"),
    ("ann", "/undo"),
    ("bo", "/undo"),
    ("ann", "/back"),
    ("ann", "/away until fri @ann"),
    ("ann", "/away until 2020-01-01 @bo"),
    ("ann", "/nudge done 12345"),
    # Numbers.
    ("bo", "/confirm 999999"),
    ("bo", "/confirm abc"),
    ("bo", "/confirm 99999999999999999999999999"),
    ("bo", "/dispute R1 wrong"),
    ("ray", "/ack 777 fri"),
    ("ray", "/resolve -1"),
    # People.
    ("ann", "/joined 1 @nobody"),
    ("ann", "/assign 1 @nobody"),
    ("ann", "/add 1 @stranger"),
    ("ann", "/win ACME 2.5M with @ghost lot 2"),
    # Something is missing: a form.
    ("ann", "/win"),
    ("ann", "/win ACME"),
    ("ann", "/log"),
    ("ann", "/ask ACME"),
    ("ann", "/ask"),
    ("bo", "/confirm"),
    ("bo", "/dispute 1"),
    ("ann", "/away"),
    ("ray", "/wait 1"),
    # Not words at all.
    ("ann", "/frobnicate the lot"),
    ("ann", "/"),
    ("ann", "hello there, how are you"),
    ("ann", "!"),
    ("ann", "。"),
    ("ann", "..."),
    ("ann", "“”"),
    ("ann", "🎉"),
    ("ann", "🎉🎉 /win ACME 2.5M"),
    ("ann", "/win 🎉 2.5M"),
    ("ann", "/win ACME 🎉"),
    ("ann", "مرحبا كيف الحال"),
    ("ann", "/win עסקה 2.5M"),
    ("ann", "/win \u202eEMCA\u202c 2.5M"),
    ("ann", "/log ACME \u200f\u200f"),
    ("ann", LONG),
    ("ann", f"/win ACME 2.5M {LONG}"),
    ("ann", f"/win {LONG}"),
    ("ann", f"/{'w' * 10000}"),
    ("ann", "<script>alert(1)</script>"),
    ("ann", "/win <b>ACME</b> 2.5M"),
    ("ann", "/score <img src=x onerror=alert(1)>"),
    ("ann", "'; DROP TABLE member; --"),
    ("ann", "/win ACME'; DELETE FROM fact; -- 2.5M"),
    ("ann", "/score ' OR 1=1 --"),
    ("ann", "/confirm 1; DROP TABLE event"),
    ("ann", "/win \x00 2.5M"),
    ("ann", "{0} %s {account} %(x)s"),
    ("ann", "/win {account} {0.__class__}"),
    ("ann", "/score ../../etc/passwd"),
)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", list(Language))
def test_what_is_wrong_gets_a_kind_answer_and_writes_nothing(language: Language) -> None:
    with a_company_that_speaks(language) as world:
        before = row_counts(world)
        found = [
            f"{who} {line[:60]!r}: {fault}"
            for who, line in WRONG
            for fault in faults(world.person(who).says(line), world, before)
        ]
        assert found == [], "\n".join(found)


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("line", ["/win \x00 2.5M", "/win \ud800 2.5M", "\ud83c /confirm 9"])
def test_what_no_database_can_keep_is_answered_all_the_same(line: str, kind: str) -> None:
    with a_company(kind).with_account("ACME", plan=False) as world:
        before = row_counts(world)
        assert list(faults(world.ann.says(line), world, before)) == []


def a_company_that_speaks(language: Language) -> World:
    """An order of ann's that is too old to undo, a request at work and one that waits, and a closed quarter."""
    world = a_company().with_account("ACME").with_account("North Rail").with_account("North Air")
    world.with_department("R&D", owner="ray", function=Function.RD)
    world.write(lambda unit: unit.connection.execute(sa.update(rows.table(Member)).values(language=language)))
    world.ann.says("/win ACME 2.5M lot 1")
    world.ann.says("/ask ACME rd_clarification P2 rail spec")
    world.ann.says("/ask ACME rd_lab P3 trial of the gate")
    world.ray.says("/ack 1 2026-11-24")
    world.ray.says("/start 1")
    world.mia.says("/period close 2026Q3")
    return world.passes("10m")


def faults(answer: Answer, world: World, before: dict[str, int]) -> Iterator[str]:
    """What is not kind about an answer, and what it left behind."""
    parts = answer.reply.parts
    if not (answer.refused or any(isinstance(part, Form) for part in parts)):
        yield f"neither refused nor asked back: {answer.text!r}"
    said = Answer(answer.reply.model_copy(update={"parts": _without_controls(answer)}), answer.reader, answer.there)
    if len(said.text.splitlines()) > 3:
        yield f"too long: {said.text!r}"
    if len(said.text) > 600:
        yield f"echoes all of it: {len(said.text)} characters"
    if not answer.text.strip():
        yield "no words"
    if (told := re.search(r"Traceback|Error|\bNone\b", answer.text)) is not None:
        yield f"{told.group()} stands in {answer.text!r}"
    if any(key.startswith("gateway.") for key in re.findall(r'"key": ?"([^"]+)', answer.reply.model_dump_json())):
        yield f"broke: {answer.text!r}"
    after = row_counts(world)
    if after != before:
        yield f"wrote { ({name: n for name, n in after.items() if n != before[name]}) }"
        before.update(after)


def row_counts(world: World) -> dict[str, int]:
    """How many rows each table has; a delivery and its answer are kept, so the inbox doesn't count."""

    def count(unit: Unit) -> dict[str, int]:
        return {
            table.name: unit.connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in SQLModel.metadata.sorted_tables
            if table.name != "inbox"
        }

    return world.read(count)  # type: ignore[no-any-return]


def _without_controls(answer: Answer) -> tuple[object, ...]:
    return tuple(part for part in answer.reply.parts if not isinstance(part, Buttons | Form))
