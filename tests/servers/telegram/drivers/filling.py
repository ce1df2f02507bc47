"""Answering a bot that asks step by step, as a modal is filled elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.telegram.drivers.forwards import Origins
from tests.servers.telegram.drivers.sight import Sight, shown
from tests.servers.telegram.refusals import Json

if TYPE_CHECKING:
    from tests.servers.telegram.drivers.places import Place

WITHIN = 5.0


class Filling(Origins):
    """The part of a Person that fills forms. What is asked is the newest message of the bot that has buttons."""

    def fills(self, *answers: str, in_: Place | str | None = None, within: float = WITHIN, **fields: str) -> None:
        """Answer what is asked, one question after the other: by the button that reads so or begins so, else by
        typing (in a group as a reply). Names of fields are for the reader: the order is the bot's."""
        for answer in (*answers, *fields.values()):
            asked = self._wait_for(lambda: self._question(in_), within, lambda: f"{self.name} is asked nothing")
            before = self._face(in_)
            self._answers(asked, answer, in_)
            self._wait_for(
                lambda: self._face(in_) != before or None,  # noqa: B023  looked at before the next round
                within,
                lambda: f"nothing came of {answer!r} to {asked.text!r}",  # noqa: B023
            )

    def submits(self, in_: Place | str | None = None, within: float = WITHIN) -> None:
        """The first button of what is asked last."""
        asked = self._wait_for(lambda: self._question(in_), within, lambda: f"{self.name} is asked nothing")
        self._press(asked, asked.rows[0][0])

    def _answers(self, asked: Sight, answer: str, in_: Place | str | None) -> None:
        for button in (button for row in asked.rows for button in row):
            if button["text"] == answer or button["text"].startswith(f"{answer} "):
                return self._press(asked, button)
        private = asked.chat.person is not None
        self.types(answer, in_, reply_to=None if private else asked)
        return None

    def _press(self, on: Sight, button: Json) -> None:
        with self._cloud.lock:
            self._cloud.press(self.account, on.message, button["callback_data"])

    def _question(self, in_: Place | str | None) -> Sight | None:
        found = [each for each in self._of_the_bot(in_) if each.rows]
        return found[-1] if found else None

    def _face(self, in_: Place | str | None) -> list[tuple[int, int]]:
        return [(each.id, len(each.message.faces)) for each in self._of_the_bot(in_)]

    def _of_the_bot(self, in_: Place | str | None) -> list[Sight]:
        standing = shown(self._cloud, self.account, self._chat(in_))
        return [each for each in standing if each.message.by_bot and not each.toast]
