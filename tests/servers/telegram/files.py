"""Photos and documents: what may be uploaded, and where it can be fetched again (platform-facts.md 13.6, 16.15)."""

from __future__ import annotations

import hashlib
import struct

from tests.servers.telegram.calls import LARGEST_UPLOAD, Call, Upload
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.refusals import Json, Refused

LARGEST_PHOTO, LARGEST_DOWNLOAD = 10 * 1024 * 1024, 20 * 1024 * 1024
SIDES, RATIO, THUMB = 10_000, 20, 90
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "csv": "text/csv",
    "txt": "text/plain",
    "zip": "application/zip",
}


def photo_of(cloud: Cloud, call: Call, name: str) -> list[Json]:
    """As the message tells of it: the sizes, smallest first. Raises Refused."""
    upload = _file(cloud, call, name, "photo")
    if len(upload.content) > LARGEST_PHOTO:
        size = f"file of size {len(upload.content)} bytes"
        raise Refused(f"Bad Request: {size} is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes")
    wide, high = _sides(upload.content)
    if wide + high > SIDES or max(wide, high) > RATIO * min(wide, high):
        raise Refused("Bad Request: PHOTO_INVALID_DIMENSIONS")
    share = min(1.0, THUMB / max(wide, high))
    small = _kept(cloud, upload, "photos", "s") | {
        "width": round(wide * share) or 1,
        "height": round(high * share) or 1,
    }
    return [small, _kept(cloud, upload, "photos", "l") | {"width": wide, "height": high}]


def document_of(cloud: Cloud, call: Call, name: str) -> Json:
    upload = _file(cloud, call, name, "document")
    if len(upload.content) > LARGEST_UPLOAD:
        raise Refused("Request Entity Too Large")
    kind = TYPES.get(upload.name.rpartition(".")[2].lower(), "application/octet-stream")
    return _kept(cloud, upload, "documents", "d") | {"file_name": upload.name, "mime_type": kind}


def get_file(cloud: Cloud, call: Call) -> Json:
    if call.text("file_id") not in cloud.files:
        raise Refused("Bad Request: invalid file_id")
    path, content = cloud.files[call.text("file_id")]
    if len(content) > LARGEST_DOWNLOAD:
        raise Refused("Bad Request: file is too big")
    number = call.text("file_id")
    return {"file_id": number, "file_unique_id": number[-12:], "file_size": len(content), "file_path": path}


def content_at(cloud: Cloud, path: str) -> bytes | None:
    return next((content for kept, content in cloud.files.values() if kept == path), None)


def _file(cloud: Cloud, call: Call, name: str, what: str) -> Upload:
    """Uploaded under its name or by attach://, or one that is known by its id."""
    given = call.text(name)
    if given.startswith("attach://"):
        name = given.removeprefix("attach://")
    if name in call.files:
        if not call.files[name].content:
            raise Refused("Bad Request: file must be non-empty")
        return call.files[name]
    if given in cloud.files:
        path, content = cloud.files[given]
        return Upload(path.rpartition("/")[2], content)
    if given.startswith(("http://", "https://")):
        raise Refused("Bad Request: failed to get HTTP URL content")
    if given and not given.startswith("attach://"):
        raise Refused("Bad Request: wrong file identifier/HTTP URL specified")
    raise Refused(f"Bad Request: there is no {what} in the request")


def keep(cloud: Cloud, name: str, content: bytes, folder: str) -> Json:
    """Something that a person sent."""
    return _kept(cloud, Upload(name, content), folder, "p")


def _kept(cloud: Cloud, upload: Upload, folder: str, size: str) -> Json:
    number = f"AgAC{size}{hashlib.sha256(upload.content + upload.name.encode()).hexdigest()[:28]}"
    cloud.files[number] = (f"{folder}/{size}{number[-8:]}/{upload.name}", upload.content)
    return {"file_id": number, "file_unique_id": number[-12:], "file_size": len(upload.content)}


def _sides(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF or JPEG. Raises Refused for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) > 24:
        wide, high = struct.unpack(">II", content[16:24])
        return int(wide), int(high)
    if content[:6] in (b"GIF87a", b"GIF89a"):
        wide, high = struct.unpack("<HH", content[6:10])
        return int(wide), int(high)
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content)
    raise Refused("Bad Request: IMAGE_PROCESS_FAILED")


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content):
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 2 + length
    raise Refused("Bad Request: IMAGE_PROCESS_FAILED")
