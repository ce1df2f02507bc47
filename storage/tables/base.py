"""Names of constraints are fixed before the first table, so that a migration can drop any of them."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata: MetaData = SQLModel.metadata


class Row(SQLModel):
    """A row as a value: read by storage, never attached to a session, written by `storage.rows` alone."""

    if not TYPE_CHECKING:

        def __init__(self, **values: Any) -> None:
            """As SQLModel's own, which sets each field through two layers that watch for changes nobody tracks."""
            here = self.__dict__
            for name, field in type(self).__pydantic_fields__.items():
                if name in values:
                    here[name] = values[name]
                elif not field.is_required():
                    here[name] = field.get_default(call_default_factory=True)
            object.__setattr__(self, "__pydantic_fields_set__", values.keys() & here.keys())
            object.__setattr__(self, "__pydantic_extra__", None)
            object.__setattr__(self, "__pydantic_private__", None)
