"""The room's own files and the served Han face; nothing comes from another host."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_cn
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

HERE = Path(__file__).parent
FACE = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"
A_MONTH = "public, max-age=2592000, immutable"


def assets() -> list[BaseRoute]:
    return [
        Mount("/room/static", StaticFiles(directory=HERE / "static")),
        Route("/room/font/NotoSansSC-Regular.otf", _face),
    ]


async def _face(_: Request) -> Response:
    return FileResponse(FACE, media_type="font/otf", headers={"Cache-Control": A_MONTH})
