"""A ChatMember of each status."""

from __future__ import annotations

from tests.servers.telegram.accounts import Account
from tests.servers.telegram.chats import Status
from tests.servers.telegram.refusals import Json

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_post_messages",
    "can_edit_messages",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_direct_messages",
)


def member_json(account: Account, status: Status, anonymous: bool = False) -> Json:
    """A ChatMember of each status, with the fields that it must have."""
    shown = Status.LEFT if status is Status.ABSENT else status
    body: Json = {"user": account.json(), "status": str(shown)}
    if shown is Status.KICKED:
        return body | {"until_date": 0}
    if shown is Status.CREATOR:
        return body | {"is_anonymous": anonymous}
    if shown is Status.ADMINISTRATOR:
        return body | {"can_be_edited": False, "is_anonymous": anonymous} | dict.fromkeys(RIGHTS, True)
    return body
