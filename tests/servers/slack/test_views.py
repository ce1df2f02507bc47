"""Modals, Home, triggers, what is submitted and answered (platform facts 3, 7.31-7.37)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.servers.slack import Person, SlackServer
from tests.servers.slack.kit import buttons, modal, plain, typed
from tests.servers.slack.small_app import Heard, SmallApp, ask, refusal


def trigger(app: SmallApp, lin: Person) -> str:
    lin.types("/ask")
    return str(app.last("/ask")["trigger_id"])


def opened(app: SmallApp, lin: Person, view: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = ask(app.slack, "views_open", trigger_id=trigger(app, lin), view=view)["view"]
    return found


def error(slack: SlackServer, method: str, **args: Any) -> str:
    return str(refusal(slack, method, **args)["error"])


def test_a_trigger_lives_three_seconds_and_opens_once(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    first = trigger(app, lin)
    assert ask(slack, "views_open", trigger_id=first, view=modal(typed("what")))["ok"]
    assert error(slack, "views.open", trigger_id=first, view=modal(typed("what"))) == "exchanged_trigger_id"
    old = trigger(app, lin)
    slack.passes(3.5)
    assert error(slack, "views.open", trigger_id=old, view=modal(typed("what"))) == "expired_trigger_id"
    assert error(slack, "views.open", trigger_id="1.2.x", view=modal(typed("what"))) == "invalid_trigger_id"


def test_a_refused_view_leaves_the_trigger_good(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    good = trigger(app, lin)
    assert (
        error(slack, "views.open", trigger_id=good, view=modal(typed("x", initial_value=""))) == "invalid_arguments"
    )
    assert ask(slack, "views_open", trigger_id=good, view=modal(typed("x")))["ok"]


def test_a_stack_holds_three(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    deeper = modal(*buttons("Deeper"), typed("what"))
    opened(app, lin, deeper)
    for _ in range(2):
        lin.presses("Deeper")
        ask(slack, "views_push", trigger_id=app.last("block_actions")["trigger_id"], view=deeper)
    lin.presses("Deeper")
    found = error(slack, "views.push", trigger_id=app.last("block_actions")["trigger_id"], view=deeper)
    assert found == "push_limit_reached"


def test_a_stale_hash_conflicts_and_none_wins(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    view = opened(app, lin, modal(typed("what")))
    changed = ask(slack, "views_update", view_id=view["id"], hash=view["hash"], view=modal(typed("what")))["view"]
    assert changed["hash"] != view["hash"]
    stale = {"view_id": view["id"], "view": modal(typed("what"))}
    assert error(slack, "views.update", hash=view["hash"], **stale) == "hash_conflict"
    assert ask(slack, "views_update", **stale)["ok"]


def test_what_was_typed_stays_where_the_ids_stay(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    view = opened(app, lin, modal(typed("what"), typed("why")))
    lin.fills(what="rail spec", why="bid")
    ask(slack, "views_update", view_id=view["id"], view=modal(typed("what"), typed("other")))
    lin.fills(other="x")
    lin.submits()
    values = app.last("view_submission")["view"]["state"]["values"]
    assert values["what"]["what"]["value"] == "rail spec"
    assert "why" not in values


def test_a_closed_view_is_not_found_and_told_of_if_asked(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    view = opened(app, lin, modal(typed("what"), notify_on_close=True))
    lin.closes(everything=True)
    assert app.last("view_closed")["is_cleared"]
    assert error(slack, "views.update", view_id=view["id"], view=modal(typed("what"))) == "not_found"


def test_an_external_id_is_unique_over_the_team(app: SmallApp, lin: Person, bo: Person, slack: SlackServer) -> None:
    home = {"type": "home", "blocks": [], "external_id": "home"}
    assert ask(slack, "views_publish", user_id=lin.id, view=home)["ok"]
    assert ask(slack, "views_publish", user_id=lin.id, view=home)["ok"]
    assert error(slack, "views.publish", user_id=bo.id, view=home) == "duplicate_external_id"


def test_one_of_view_id_and_external_id(slack: SlackServer) -> None:
    assert error(slack, "views.update", view_id="V1", external_id="x", view=modal()) == "invalid_arguments"
    assert error(slack, "views.update", view=modal()) == "invalid_arguments"


def test_untouched_fields_are_null(app: SmallApp, lin: Person) -> None:
    choice = {"type": "static_select", "action_id": "pick", "options": [{"text": plain("P1"), "value": "P1"}]}
    picked = {"type": "input", "block_id": "pick", "label": plain("Pick"), "element": choice, "optional": True}
    opened(app, lin, modal({**typed("what"), "optional": True}, picked))
    lin.submits()
    values = app.last("view_submission")["view"]["state"]["values"]
    assert values["what"]["what"] == {"type": "plain_text_input", "value": None}
    assert values["pick"]["pick"]["selected_option"] is None
    assert lin.modal is None


def test_required_fields_are_asked_by_the_client(app: SmallApp, lin: Person) -> None:
    opened(app, lin, modal(typed("what")))
    lin.submits()
    lin.sees("Please complete this required field.")
    assert "view_submission" not in app.kinds()


def test_errors_stand_under_their_fields(app: SmallApp, lin: Person) -> None:
    app.answers["view_submission"] = {"response_action": "errors", "errors": {"what": "Say a little more"}}
    opened(app, lin, modal(typed("what")))
    lin.fills(what="x")
    lin.submits()
    assert lin.sees("Say a little more").errors == {"what": "Say a little more"}


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "?"}},
        {"response_action": "update", "view": modal({"type": "section", "text": plain("x" * 3001)})},
        {"response_action": "jump"},
    ],
)
def test_a_wrong_answer_shows_trouble_and_the_app_is_not_told(app: SmallApp, lin: Person, answer: Any) -> None:
    app.answers["view_submission"] = answer
    opened(app, lin, modal(typed("what")))
    lin.fills(what="x")
    lin.submits()
    lin.sees("trouble connecting")
    assert not app.slack.quiet()


def test_update_push_and_clear(app: SmallApp, lin: Person) -> None:
    def answer(heard: Heard) -> dict[str, Any]:
        step = heard.body["view"]["state"]["values"]["what"]["what"]["value"]
        if step == "clear":
            return {"response_action": "clear"}
        return {"response_action": step, "view": modal(typed("what"), title=plain(f"After {step}"))}

    app.answers["view_submission"] = answer
    opened(app, lin, modal(typed("what")))
    for step in ("update", "push"):
        lin.fills(what=step)
        lin.submits()
        assert lin.sees(f"After {step}").title == f"After {step}"
    lin.fills(what="clear")
    lin.submits()
    assert lin.modal is None


def test_a_list_is_asked_of_the_app_as_one_types(app: SmallApp, lin: Person) -> None:
    app.answers["block_suggestion"] = lambda heard: {"options": [{"text": plain("Huaxing Rail"), "value": "1"}]}
    element = {"type": "external_select", "action_id": "account", "min_query_length": 1}
    opened(app, lin, modal({"type": "input", "block_id": "account", "label": plain("Account"), "element": element}))
    lin.fills(account="hua")
    lin.submits()
    asked = app.last("block_suggestion")
    assert (asked["value"], asked["action_id"]) == ("hua", "account")
    assert not {"trigger_id", "response_url"} & set(asked)
    values = app.last("view_submission")["view"]["state"]["values"]
    assert values["account"]["account"]["selected_option"]["value"] == "1"


def test_more_than_a_hundred_options_is_a_complaint(app: SmallApp, lin: Person) -> None:
    app.answers["block_suggestion"] = {"options": [{"text": plain(f"a {n}"), "value": str(n)} for n in range(101)]}
    element = {"type": "external_select", "action_id": "account", "min_query_length": 0}
    opened(app, lin, modal({"type": "input", "block_id": "account", "label": plain("Account"), "element": element}))
    lin.offers("account")
    assert not app.slack.quiet()


def test_home_is_seen_once_its_tab_is_open(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    blocks = [{"type": "section", "text": plain("My accounts")}, *buttons("Refresh")]
    ask(slack, "views_publish", user_id=lin.id, view={"type": "home", "blocks": blocks})
    assert lin.home is None
    lin.opens_home()
    lin.sees("My accounts")
    lin.presses("Refresh")
    assert app.last("block_actions")["view"]["type"] == "home"


def test_home_takes_no_title_and_may_be_off(lin: Person, slack: SlackServer) -> None:
    titled = {"type": "home", "blocks": [], "title": plain("x")}
    assert error(slack, "views.publish", user_id=lin.id, view=titled) == "invalid_arguments"
    slack.app.home_tab = False
    assert error(slack, "views.publish", user_id=lin.id, view={"type": "home", "blocks": []}) == "not_enabled"
