"""Files that people and the bot sent, kept in memory."""

from __future__ import annotations

import random
import struct
from collections.abc import Mapping
from dataclasses import dataclass

import telegram

from sandbox.refusal import Refusal, bad_request, faulty

MAX_UPLOAD = 50 * 1024 * 1024
"""Bytes; what a bot may upload."""

_FOLDERS = {"document": "documents", "photo": "photos", "voice": "voice", "sticker": "stickers"}


@dataclass(frozen=True, slots=True)
class Stored:
    """One file: `kind` is document, photo, voice or sticker; `path` is where a bot downloads it."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    data: bytes
    path: str


class Files:
    """All files, by id."""

    def __init__(self, seed: random.Random) -> None:
        self._seed = seed
        self._by_id: dict[str, Stored] = {}

    def add(self, kind: str, name: str, mime: str, data: bytes) -> Stored:
        number = len(self._by_id) + 1
        ending = name.rpartition(".")[2] if "." in name else "bin"
        stored = Stored(
            file_id=f"BQAC{self._seed.getrandbits(120):030x}",
            unique_id=f"AgAD{self._seed.getrandbits(40):010x}",
            kind=kind,
            name=name,
            mime=mime,
            data=data,
            path=f"{_FOLDERS[kind]}/file_{number}.{ending}",
        )
        self._by_id[stored.file_id] = stored
        return stored

    def get(self, file_id: str) -> Stored:
        """Raises `Refusal` when there is no such file."""
        try:
            return self._by_id[file_id]
        except KeyError:
            raise bad_request("wrong file_id or the file is temporarily unavailable") from None

    def at(self, path: str) -> Stored | None:
        return next((stored for stored in self._by_id.values() if stored.path == path), None)

    def received(self, kind: str, value: str | None, uploads: Mapping[str, telegram.InputFile]) -> Stored:
        """The file a call sends: an upload (`attach://name`), or the id of one sent before.

        Raises `Refusal`; an address to download from is a `Fault`, because the sandbox is offline.
        """
        if not value:
            raise bad_request(f"there is no {kind} in the request")
        if not value.startswith("attach://"):
            if "://" in value:
                raise faulty("failed to get HTTP URL content")
            if value not in self._by_id:
                raise bad_request("wrong file identifier/HTTP URL specified")
            return self.get(value)
        upload = uploads.get(value.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"there is no {kind} in the request")
        data = upload.input_file_content
        if not isinstance(data, bytes):
            data = data.read()
        if not data:
            raise bad_request("file must be non-empty")
        if len(data) > MAX_UPLOAD:
            raise Refusal(413, "Request Entity Too Large")
        return self.add(kind, upload.filename, upload.mimetype, data)


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG or JPEG. Raises `Refusal` when it is neither."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    position = 2
    while data.startswith(b"\xff\xd8") and position + 9 <= len(data):
        marker, length = struct.unpack(">HH", data[position : position + 4])
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return int(width), int(height)
        position += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
