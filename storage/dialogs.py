"""Forms asked step by step: one at a time for each person in each conversation."""

from __future__ import annotations

import sqlalchemy as sa

from storage import rows
from storage.database import Unit
from storage.tables.messages import Dialog

dialog = rows.table(Dialog)


def find(unit: Unit, conversation_id: int, member_id: int) -> Dialog | None:
    """The form that somebody fills in here."""
    return rows.first(unit, Dialog, sa.select(dialog).where(*_whose(conversation_id, member_id)))


def by_id(unit: Unit, id: int) -> Dialog | None:
    return rows.by_id(unit, Dialog, id)


def at(unit: Unit, conversation_id: int, message: str) -> Dialog | None:
    """The form that stands in a message, whoever fills it in."""
    here = (dialog.c.conversation_id == conversation_id, dialog.c.message == message)
    return rows.first(unit, Dialog, sa.select(dialog).where(*here))


def begin(unit: Unit, new: Dialog) -> Dialog | None:
    """Begin a form in place of the one that was open, which is given back."""
    before = end(unit, new.conversation_id, new.member_id)
    rows.add(unit, new)
    return before


def change(unit: Unit, row: Dialog) -> None:
    """Keep what stands in it now."""
    rows.change(unit, Dialog, row.id, fields=row.fields, asking=row.asking)


def stands(unit: Unit, dialog_id: int, message: str) -> None:
    """Its message, by the platform's id of it."""
    rows.change(unit, Dialog, dialog_id, message=message)


def end(unit: Unit, conversation_id: int, member_id: int) -> Dialog | None:
    """Close the form; it is given back as it stood, None where none was open."""
    found = find(unit, conversation_id, member_id)
    if found is not None:
        rows.remove(unit, Dialog, id=found.id)
    return found


def _whose(conversation_id: int, member_id: int) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return dialog.c.conversation_id == conversation_id, dialog.c.member_id == member_id
