"""A second, independent reader of Block Kit agrees: the test server's own checks, which count code points."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.platforms.slack import blocks, forms, home
from bot.platforms.slack.forms import Meta
from handlers.reply import Form, Part
from tests.bot.slack import drawing
from tests.bot.slack.drawing import EN
from tests.servers.slack.blockkit import checked_view, faults_of

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
few = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)


@few
@given(st.lists(drawing.parts, max_size=3).map(tuple))
def test_the_server_takes_every_message_and_home(parts: tuple[Part, ...]) -> None:
    assert faults_of(blocks.message(parts, EN, line="requests").blocks, "message") == []
    assert checked_view(home.view(parts, EN), "home")


@few
@given(drawing.forms())
def test_the_server_takes_every_window(form: Form) -> None:
    assert checked_view(forms.view(form, EN, Meta("C1")), "modal")
