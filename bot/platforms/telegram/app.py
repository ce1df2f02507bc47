"""Telegram in the one process: its bot, the way in by polling or webhook, the way out, its menu."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from starlette.routing import BaseRoute, Route
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.platforms.port import Port
from bot.platforms.telegram import menu
from bot.platforms.telegram.flood import Flood
from bot.platforms.telegram.hearing import Ear
from bot.platforms.telegram.incoming import Me
from bot.platforms.telegram.intake import KINDS, LONG_POLL, Client, Poller, Raw, readable
from bot.platforms.telegram.send import TelegramPort
from bot.platforms.telegram.talk import seconds
from bot.platforms.telegram.webhook import PATH, Webhook
from bot.runtime import Runtime
from scoring.terms import Language
from storage.database import Database, Unit
from storage.find import company, links

log = logging.getLogger("triangle.telegram")

REFUSED = "Telegram does not know this TELEGRAM_BOT_TOKEN. @BotFather shows it under /mybots, API Token."
FIRST_REST, LONGEST_REST = 1.0, 60.0
FIRST_TRY = 10.0
"""Seconds that the start waits for Telegram; without it the server starts all the same, and tries on."""


@dataclass(frozen=True)
class Setup:
    """What the operator set; `webhook` is its whole address, None for polling."""

    token: str
    api: str
    webhook: str | None = None
    secret: str = ""
    long_poll: int = LONG_POLL


class TelegramPlatform:
    name = "telegram"

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._bot = a_bot(setup)
        self._port = TelegramPort(self._bot)
        self._webhook = Webhook(setup.secret) if setup.webhook is not None else None
        self._ear: Ear | None = None
        self._poller: Poller | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._trouble: str | None = "not started"

    @property
    def port(self) -> Port:
        return self._port

    def routes(self, runtime: Runtime) -> Sequence[BaseRoute]:
        return [] if self._webhook is None else [Route(PATH, self._webhook.receive, methods=["POST"])]

    async def start(self, runtime: Runtime) -> None:
        """Raises SystemExit where Telegram does not know the token; where it can't be reached, that is tried on."""
        self._trouble = None
        try:
            await asyncio.wait_for(self._meet(), FIRST_TRY)
        except InvalidToken:
            raise SystemExit(REFUSED) from None
        except (TelegramError, TimeoutError) as error:
            self._can_t_be_reached(error)
        self._tasks.append(asyncio.create_task(self._stays_alive(runtime)))

    async def stop(self) -> None:
        """What was taken in is finished; what was not comes again at the next start."""
        if self._webhook is not None:
            self._webhook.take = None
        if self._ear is not None:
            self._ear.stopping = True
        if self._poller is not None:
            self._poller.stop()
            await asyncio.wait(self._tasks, timeout=10)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._ear is not None:
            await self._ear.afterwards.finish()
        self._port.end()
        await self._bot.shutdown()

    def trouble(self) -> str | None:
        return self._trouble or (self._poller.trouble if self._poller is not None else None)

    async def _stays_alive(self, runtime: Runtime) -> None:
        """What breaks there, such as a database that is away just then, is said and tried again."""
        while True:
            try:
                await self._live(runtime)
            except Exception as error:
                self._trouble = f"Telegram could not be begun with ({type(error).__name__})"
                log.exception("telegram: it could not be begun with; tried again")
                await asyncio.sleep(FIRST_REST)
            else:
                return

    async def _live(self, runtime: Runtime) -> None:
        """Once the bot is known everything begins; a network that is down at the start is waited for."""
        if not await self._patiently(self._meet):
            return
        me = Me(self._bot.id, self._bot.username)
        await self._opens_its_door(me, runtime.database)
        self._ear = Ear(self._bot, me, runtime)
        self._port.begin(asyncio.get_running_loop(), runtime.database)
        runtime.gateway.committed()
        self._tasks.append(asyncio.create_task(self._menu(runtime)))
        if self._webhook is not None:
            self._webhook.take = self._take
            if await self._patiently(self._set_webhook):
                self._trouble = None
        elif await self._patiently(self._unset_webhook):
            self._trouble = None
            self._poller = Poller(self._bot, runtime.database, self._ear.hear, long_poll=self._setup.long_poll)
            await self._poller.run()

    async def _opens_its_door(self, me: Me, database: Database) -> None:
        """Members are told where the bot is found here, by a link that takes their code along."""
        name, address = f"@{me.username}", f"https://{me.address}?start="

        def keep(unit: Unit) -> None:
            links.open_door(unit, "telegram", me.workspace, name, address)

        await asyncio.wrap_future(database.write(keep))

    async def _meet(self) -> None:
        await self._bot.initialize()

    async def _take(self, raw: Raw) -> bool:
        """One delivery of the webhook, to its commit."""
        update, ear = readable(raw, self._bot), self._ear
        if update is None or ear is None:
            return False
        await ear.hear(update)
        return True

    async def _set_webhook(self) -> None:
        await self._bot.set_webhook(
            self._setup.webhook or "",
            allowed_updates=KINDS,
            secret_token=self._setup.secret,
            drop_pending_updates=False,
        )

    async def _unset_webhook(self) -> None:
        """Polling and a webhook exclude one another. What waits at Telegram stays."""
        if (await self._bot.get_webhook_info()).url:
            await self._bot.delete_webhook(drop_pending_updates=False)

    async def _menu(self, runtime: Runtime) -> None:
        of = await asyncio.wrap_future(runtime.database.read(company.find_company))
        await menu.set_commands(self._bot, Language(of.language) if of is not None else Language.EN)

    async def _patiently(self, call: Callable[[], Awaitable[None]]) -> bool:
        """Tried until it works; False where the token is no good, which an operator must mend."""
        rest = FIRST_REST
        while True:
            try:
                await call()
            except InvalidToken:
                self._trouble = REFUSED
                log.error("telegram: %s", REFUSED)
                return False
            except RetryAfter as flood:
                await asyncio.sleep(seconds(flood))
            except TelegramError as error:
                self._can_t_be_reached(error)
                await asyncio.sleep(rest)
                rest = min(rest * 2, LONGEST_REST)
            else:
                return True

    def _can_t_be_reached(self, error: BaseException) -> None:
        self._trouble = f"Telegram can't be reached ({type(error).__name__})"
        log.warning("telegram: %s", self._trouble)


def a_bot(setup: Setup) -> Client:
    """The library's client, for Telegram's own server or another one."""
    api = setup.api.rstrip("/")
    return Client(
        setup.token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=HTTPXRequest(connection_pool_size=32, pool_timeout=10.0, read_timeout=10.0),
        get_updates_request=HTTPXRequest(connection_pool_size=1, pool_timeout=5.0),
        rate_limiter=Flood(),
    )
