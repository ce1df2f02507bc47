"""What an error of Slack means for the message (house rule 12; platform-facts 6.5 and 7)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.platforms.port import Undelivered, Verdict
from bot.platforms.slack.client import error_of, is_too_fast, retry_after, status_of
from bot.platforms.slack.workspace import NotInstalled

_BY_VERDICT = {
    Verdict.LATER: """
        ratelimited rate_limited service_unavailable request_timeout fatal_error internal_error update_failed
        team_added_to_org accesslimited fetch_members_failed token_expired message_limit_exceeded
        streaming_state_conflict""",
    Verdict.GONE: """
        channel_not_found not_in_channel is_archived is_inactive user_not_found user_disabled user_not_visible
        user_not_in_channel cannot_dm_bot restricted_action restricted_action_read_only_channel
        restricted_action_thread_only_channel team_not_found method_not_supported_for_channel_type""",
    Verdict.STOP: """
        token_revoked account_inactive invalid_auth not_authed missing_scope not_allowed_token_type no_permission
        org_login_required ekm_access_denied two_factor_setup_required access_denied team_access_not_granted
        messages_tab_disabled""",
    Verdict.FORGET: "message_not_found cant_update_message edit_window_closed",
    Verdict.BUG: """
        msg_too_long msg_blocks_too_long invalid_blocks invalid_blocks_format no_text too_many_attachments
        block_mismatch invalid_metadata_format invalid_metadata_schema metadata_too_large invalid_arguments
        invalid_arg_name invalid_json markdown_text_conflict""",
}
VERDICTS = {error: verdict for verdict, errors in _BY_VERDICT.items() for error in errors.split()}

LOST_TOKEN = frozenset({"token_revoked", "account_inactive", "invalid_auth"})
"""The workspace has thrown the bot out."""
STALE_TOKEN = frozenset({"token_expired", *LOST_TOKEN})
NO_THREAD = frozenset(
    {
        "cannot_reply_to_message",
        "thread_not_found",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
    }
)
"""There is nothing to stand under any more: it stands by itself."""
NOT_INSIDE = frozenset({"user_not_in_channel", "not_in_channel", "channel_not_found", "is_archived"})
"""A word to one person can't be shown in this channel."""
BLIND = frozenset({"missing_scope", "no_permission", "access_denied"})
"""We may not look whether a message stands there."""
DOUBTFUL = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
"""Slack failed, and may have done it before."""
REFUSALS = (SlackClientError, NotInstalled, aiohttp.ClientError, asyncio.TimeoutError, OSError)
"""All that a call may raise."""


def verdict(error: Exception, *, editing: bool = False, posting: bool = False) -> Undelivered:
    """Why the message is not there, and what follows. `posting`: it may be there all the same, but for a clear no."""
    maybe = posting and not certain(error)
    if isinstance(error, NotInstalled):
        return Undelivered(Verdict.STOP, str(error))
    if isinstance(error, SlackApiError):
        return _of_slack(error, editing, maybe)
    return Undelivered(Verdict.LATER, type(error).__name__, maybe=maybe)


def certain(error: Exception) -> bool:
    """Whether nothing was done for sure; after a broken connection or Slack's own failure nobody knows."""
    if isinstance(error, SlackApiError):
        return status_of(error) < 500 and error_of(error) not in DOUBTFUL
    return isinstance(error, NotInstalled | aiohttp.ClientConnectorError)


def _of_slack(error: SlackApiError, editing: bool, maybe: bool) -> Undelivered:
    said = error_of(error)
    if is_too_fast(error):
        seconds = retry_after(error)
        return Undelivered(Verdict.LATER, said, after=None if seconds is None else timedelta(seconds=seconds))
    if status_of(error) >= 500 or said in DOUBTFUL:
        return Undelivered(Verdict.LATER, said, maybe=maybe)
    found = VERDICTS.get(said, Verdict.BUG)
    return Undelivered(Verdict.BUG if found is Verdict.FORGET and not editing else found, said)
