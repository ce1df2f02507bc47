"""`triangle slack-manifest`: what to paste where Slack asks for an app's manifest (docs/slack.md)."""

from bot.platforms.slack.manifest import manifest, printed


def run(*, socket: bool, url: str, many: bool) -> int:
    print(printed(manifest(socket, url, many)), end="")
    return 0
