"""What the composer knows while one types: completions, the command's parts, what is understood so far."""

from __future__ import annotations

from typing import Any

from bot.platforms.room.render.pen import Pen
from bot.platforms.room.surface import Visit
from handlers.arguments.candidates import Candidate
from handlers.arguments.complete import Completion
from handlers.arguments.complete import complete as completed
from storage.tables.company import Conversation


def complete(visit: Visit, place: Conversation, line: str) -> dict[str, Any]:
    """`options` are whole lines up to the cursor; `slots` what stands under the line. In a channel only a slash
    begins a command."""
    if not (place.direct or line.lstrip().startswith(("/", "／"))):
        return {"options": [], "slots": ""}
    found = completed(line, len(line), visit.context(place))
    return {
        "options": [_option(each, line[: found.start], visit.pen) for each in found.candidates],
        "slots": visit.pen.page("slots.html", found=found, whole=_whole(found)),
    }


def _option(candidate: Candidate, before: str, pen: Pen) -> dict[str, str]:
    """What is inserted stands first; what it means beside it, where that says more."""
    label, insert = pen.tell(candidate.label), candidate.insert.strip()
    means = candidate.detail if label == insert else label
    return {"line": before + candidate.insert, "label": insert, "means": means}


def _whole(found: Completion) -> bool:
    """Whether nothing that must be there is open."""
    return bool(found.spots) and not any(spot.required and spot.state != "done" for spot in found.spots)
