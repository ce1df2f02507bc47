"""Every method of this server, by its name in small letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.servers.telegram import editing, files, menus, places, sending
from tests.servers.telegram.calls import Call
from tests.servers.telegram.cloud import Cloud

Method = Callable[[Cloud, Call], Any]

METHODS: Mapping[str, Method] = {
    "getme": menus.get_me,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendmediagroup": sending.send_media_group,
    "sendchataction": sending.send_chat_action,
    "forwardmessage": sending.forward_message,
    "copymessage": sending.copy_message,
    "editmessagetext": editing.edit_text,
    "editmessagecaption": editing.edit_caption,
    "editmessagemedia": editing.edit_media,
    "editmessagereplymarkup": editing.edit_markup,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "answercallbackquery": editing.answer_callback,
    "getfile": files.get_file,
    "getchat": places.get_chat,
    "getchatmember": places.get_member,
    "getchatadministrators": places.get_administrators,
    "getchatmembercount": places.get_member_count,
    "leavechat": places.leave_chat,
    "pinchatmessage": places.pin,
    "unpinchatmessage": places.pin,
    "unpinallchatmessages": places.pin,
    "createforumtopic": places.create_topic,
    "editforumtopic": places.change_topic,
    "closeforumtopic": places.change_topic,
    "reopenforumtopic": places.change_topic,
    "deleteforumtopic": places.change_topic,
    "getmydefaultadministratorrights": places.get_default_rights,
    "setmycommands": menus.set_commands,
    "getmycommands": menus.get_commands,
    "deletemycommands": menus.delete_commands,
    "setmyname": menus.set_text,
    "getmyname": menus.get_text,
    "setmydescription": menus.set_text,
    "getmydescription": menus.get_text,
    "setmyshortdescription": menus.set_text,
    "getmyshortdescription": menus.get_text,
    "setchatmenubutton": menus.set_button,
    "getchatmenubutton": menus.get_button,
}
