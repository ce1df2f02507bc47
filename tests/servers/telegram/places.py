"""What can be asked and changed about chats: getChat and its kin, topics, pins, leaving."""

from __future__ import annotations

from tests.servers.telegram.access import readable, writable
from tests.servers.telegram.calls import Call
from tests.servers.telegram.chats import Chat, Kind, Status, Topic
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.members import RIGHTS, member_json
from tests.servers.telegram.refusals import Json, Refused

TOPIC_NAME, ICON = 128, 7322096
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(cloud: Cloud, call: Call) -> Json:
    chat = readable(cloud, call)
    body = chat.json() | {"accent_color_id": 3, "max_reaction_count": 11}
    body["accepted_gift_types"] = dict.fromkeys(GIFTS, True)
    if chat.kind in (Kind.GROUP, Kind.SUPERGROUP):
        body["permissions"] = dict.fromkeys(PERMISSIONS, True)
    return body | ({"linked_chat_id": chat.linked.id} if chat.linked else {})


def get_member(cloud: Cloud, call: Call) -> Json:
    chat, number = readable(cloud, call), call.integer("user_id")
    if number == cloud.bot.id:
        return member_json(cloud.bot, chat.bot)
    if chat.person is not None and number == chat.person.id:
        return member_json(chat.person, Status.MEMBER)
    if number in chat.members:
        member = chat.members[number]
        return member_json(member.account, member.status, member.anonymous)
    if number not in cloud.accounts:
        raise Refused("Bad Request: PARTICIPANT_ID_INVALID")
    return member_json(cloud.accounts[number], Status.LEFT)


def get_administrators(cloud: Cloud, call: Call) -> list[Json]:
    """People alone: other bots are left out."""
    chat = readable(cloud, call)
    if chat.kind is Kind.PRIVATE:
        raise Refused("Bad Request: there are no administrators in the private chat")
    ruling = [member for member in chat.members.values() if member.status.rules and not member.account.bot]
    own = [member_json(cloud.bot, chat.bot)] if chat.bot.rules else []
    return [member_json(member.account, member.status, member.anonymous) for member in ruling] + own


def get_member_count(cloud: Cloud, call: Call) -> int:
    chat = readable(cloud, call)
    if chat.kind is Kind.PRIVATE:
        return 2
    return sum(member.status.inside for member in chat.members.values()) + 1


def leave_chat(cloud: Cloud, call: Call) -> bool:
    chat = readable(cloud, call)
    if chat.kind is Kind.PRIVATE:
        raise Refused("Bad Request: chat member status can't be changed in private chats")
    old, chat.bot = chat.bot, Status.LEFT
    cloud.add(chat, cloud.bot, service={"left_chat_member": cloud.bot.json()})
    cloud.membership(chat, cloud.bot, old, Status.LEFT)
    return True


def pin(cloud: Cloud, call: Call) -> bool:
    chat = writable(cloud, call)
    if chat.kind is not Kind.PRIVATE and not chat.bot.rules:
        raise Refused("Bad Request: not enough rights to manage pinned messages in the chat")
    if call.method == "pinchatmessage":
        message = chat.messages.get(call.integer("message_id"))
        if message is None or message.deleted:
            raise Refused("Bad Request: message to pin not found")
    return True


def create_topic(cloud: Cloud, call: Call) -> Json:
    chat = _forum(cloud, call)
    name = call.text("name").strip()
    if not 1 <= len(name) <= TOPIC_NAME:
        raise Refused("Bad Request: TOPIC_TITLE_INVALID" if name else "Bad Request: topic name must be non-empty")
    topic = open_topic(cloud, chat, name, by_bot=True)
    return {"message_thread_id": topic.id, "name": name, "icon_color": ICON}


def change_topic(cloud: Cloud, call: Call) -> bool:
    """editForumTopic, closeForumTopic, reopenForumTopic, deleteForumTopic."""
    chat = _forum(cloud, call)
    topic = chat.topics.get(call.integer("message_thread_id"))
    if topic is None or topic.deleted:
        raise Refused("Bad Request: message thread not found")
    verb = call.method.removesuffix("forumtopic")
    if (verb == "close" and topic.closed) or (verb == "reopen" and not topic.closed):
        raise Refused("Bad Request: TOPIC_NOT_MODIFIED")
    topic.name = call.text("name") or topic.name
    topic.closed = verb == "close" or (topic.closed and verb != "reopen")
    topic.deleted = verb == "delete"
    return True


def open_topic(cloud: Cloud, chat: Chat, name: str, *, by_bot: bool, account_id: int | None = None) -> Topic:
    """Its id is that of the service message which tells of it (18.18)."""
    sender = cloud.bot if by_bot else cloud.accounts[account_id or cloud.bot.id]
    service = {"forum_topic_created": {"name": name, "icon_color": ICON}}
    message = cloud.add(chat, sender, service=service)
    message.topic = message.id
    chat.topics[message.id] = Topic(message.id, name)
    if not by_bot:
        cloud.announce(message)
    return chat.topics[message.id]


def _forum(cloud: Cloud, call: Call) -> Chat:
    chat = writable(cloud, call)
    if not chat.forum:
        raise Refused("Bad Request: the chat is not a forum")
    if not chat.bot.rules:
        raise Refused("Bad Request: not enough rights to manage topics")
    return chat


def get_default_rights(cloud: Cloud, call: Call) -> Json:
    return {"is_anonymous": False} | dict.fromkeys(RIGHTS, False)
