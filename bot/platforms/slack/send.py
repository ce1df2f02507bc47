"""Slack's way out: one message to one channel or person, found again where an earlier try may have arrived."""

from __future__ import annotations

import asyncio
from concurrent.futures import CancelledError
from dataclasses import dataclass
from datetime import timedelta

from slack_sdk.errors import SlackApiError

from bot.platforms import presses
from bot.platforms.port import Outgoing, Stood, Undelivered, Verdict
from bot.platforms.slack import blocks
from bot.platforms.slack.blocks import Message
from bot.platforms.slack.client import Clients, SlackClient, error_of
from bot.platforms.slack.found import find, mark
from bot.platforms.slack.verdicts import BLIND, NO_THREAD, NOT_INSIDE, REFUSALS, STALE_TOKEN, verdict
from handlers.reply import Part
from storage.database import Database, Unit

LONGEST = 45
"""Seconds for one message, looking for it included: less than the sender's lease."""
NOT_YET = timedelta(seconds=1)
ROOM = 75
"""Characters of the smallest place behind a button: an overflow's option."""


@dataclass(frozen=True)
class Way:
    database: Database
    clients: Clients
    loop: asyncio.AbstractEventLoop


class SlackPort:
    """The sender's threads bring messages here; they leave in the loop that serves."""

    transactional = False

    def __init__(self) -> None:
        self._way: Way | None = None

    def open(self, database: Database, clients: Clients, loop: asyncio.AbstractEventLoop) -> None:
        """From now on messages leave; before, they wait."""
        self._way = Way(database, clients, loop)

    def close(self) -> None:
        """Messages wait again."""
        self._way = None

    def deliver(self, message: Outgoing, unit: Unit | None) -> Stood:
        way = self._way
        if way is None or way.loop.is_closed():
            raise Undelivered(Verdict.LATER, "Slack is not connected yet", after=NOT_YET)
        drawn = blocks.message(message.parts, message.reader, shared=not message.conversation.direct)
        _keep_codes(way.database, message.parts)
        under_way = asyncio.run_coroutine_threadsafe(bring(way.clients, message, drawn), way.loop)
        try:
            return under_way.result(LONGEST)
        except (TimeoutError, CancelledError) as late:
            under_way.cancel()
            raise Undelivered(Verdict.LATER, "Slack gave no answer", maybe=True) from late


async def bring(clients: Clients, message: Outgoing, drawn: Message) -> Stood:
    """Edit, find or post. Raises Undelivered."""
    team, errand = message.conversation.workspace, Errand(message, drawn)
    try:
        return await errand.run(await clients.of(team))
    except REFUSALS as error:
        if isinstance(error, SlackApiError) and error_of(error) in STALE_TOKEN:
            await clients.refused(team, error_of(error))
        raise verdict(error, editing=message.edits is not None, posting=errand.posting) from error


async def whisper(client: SlackClient, channel: str, user: str, drawn: Message, thread: str | None = None) -> None:
    """Say it to one person in a channel; in person where they, or the bot, are not in it. Raises Undelivered."""
    try:
        try:
            await client.chat_postEphemeral(
                channel=channel, user=user, text=drawn.text, blocks=drawn.blocks, thread_ts=thread
            )
        except SlackApiError as error:
            if error_of(error) not in NOT_INSIDE:
                raise
            there = await channel_of(client, user)
            await client.chat_postMessage(channel=there, text=drawn.text, blocks=drawn.blocks, unfurl_links=False)
    except REFUSALS as error:
        raise verdict(error) from error


async def channel_of(client: SlackClient, external_id: str) -> str:
    """The channel, or the direct conversation with a person: edits take no user id (platform-facts 7.10)."""
    if not external_id.startswith(("U", "W")):
        return external_id
    opened = await client.conversations_open(users=external_id)
    return str(opened["channel"]["id"])


@dataclass
class Errand:
    """One message on its way. `posting` once it may have arrived."""

    message: Outgoing
    drawn: Message
    posting: bool = False

    async def run(self, client: SlackClient) -> Stood:
        channel = await channel_of(client, self.message.conversation.external_id)
        if self.message.edits is not None:
            return await self._edit(client, channel, self.message.edits)
        stands = await self._earlier(client, channel) if self.message.again else None
        return Stood(stands, channel) if stands else await self._post(client, channel)

    async def _edit(self, client: SlackClient, channel: str, ts: str) -> Stood:
        done = await client.chat_update(channel=channel, ts=ts, text=self.drawn.text, blocks=self.drawn.blocks)
        return Stood(str(done["ts"]), str(done["channel"]))

    async def _earlier(self, client: SlackClient, channel: str) -> str | None:
        """Where an earlier try stands. Who can't look says what is urgent once more, and nothing else."""
        try:
            return await self._find(client, channel)
        except SlackApiError as error:
            if error_of(error) not in BLIND:
                raise
            if self.message.urgent and self.message.again == 1:
                return None
            raise Undelivered(Verdict.FORGET, "it may have arrived, and we can't look") from error

    async def _find(self, client: SlackClient, channel: str) -> str | None:
        """Where its thread is gone, it may stand in the channel."""
        try:
            return await find(client, channel, self.message.thread, self.message.id)
        except SlackApiError as error:
            if self.message.thread is None or error_of(error) not in NO_THREAD:
                raise
            return await find(client, channel, None, self.message.id)

    async def _post(self, client: SlackClient, channel: str) -> Stood:
        try:
            return await self._say(client, channel, self.message.thread)
        except SlackApiError as error:
            if self.message.thread is None or error_of(error) not in NO_THREAD:
                raise
            return await self._say(client, channel, None)

    async def _say(self, client: SlackClient, channel: str, thread: str | None) -> Stood:
        """Under a card what rings is shown in the channel too."""
        self.posting = True
        said = await client.chat_postMessage(
            channel=channel,
            text=self.drawn.text,
            blocks=self.drawn.blocks,
            metadata=mark(self.message.id),
            thread_ts=thread,
            reply_broadcast=self.message.rings if thread is not None else None,
            unfurl_links=False,
            unfurl_media=False,
        )
        return Stood(str(said["ts"]), str(said["channel"]))


def _keep_codes(database: Database, parts: tuple[Part, ...]) -> None:
    """What stands behind a code is kept before the button is there to be pressed."""
    if any(presses.data(line, ROOM) != line for line in presses.lines(parts)):
        database.write(lambda unit: presses.keep(unit, parts, ROOM)).result()
