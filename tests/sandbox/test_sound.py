"""Voice messages: real Ogg, as long as they say, kept as they came; and who forbids them gets none."""

import struct

import pytest
import telegram as ptb

from sandbox import sound
from sandbox.person import Person
from sandbox.refusal import Refusal
from sandbox.telegram import Telegram

from .test_person import heard
from .test_sending import refused


def pages(data: bytes) -> list[tuple[int, int, int, list[int]]]:
    """Flags, samples, number and packet lengths of each page, whose checksums must be right."""
    found, at = [], 0
    while at < len(data):
        magic, version, flags, samples, _, number, checksum, count = struct.unpack_from(
            "<4sBBqIIIB", data, at
        )
        lengths = list(data[at + 27 : at + 27 + count])
        page = data[at : at + 27 + count + sum(lengths)]
        assert (magic, version) == (b"OggS", 0)
        assert checksum == remainder(page[:22] + bytes(4) + page[26:])
        found.append((flags, samples, number, lengths))
        at += len(page)
    return found


def remainder(page: bytes) -> int:
    """The page as a polynomial, divided bit by bit by the one of RFC 3533."""
    left = int.from_bytes(page, "big") << 32
    for bit in range(left.bit_length() - 1, 31, -1):
        if left >> bit & 1:
            left ^= 0x104C11DB7 << (bit - 32)
    return left


@pytest.mark.parametrize("seconds", [1, 4, 61])
def test_a_voice_message_is_ogg_of_its_length(seconds: int) -> None:
    data = sound.voice(seconds)
    head, tags, *rest = pages(data)
    assert (head[0], tags[0], rest[-1][0]) == (2, 0, 4)
    assert [number for *_, number, _ in (head, tags, *rest)] == list(range(len(rest) + 2))
    packets = sum(len(lengths) for *_, lengths in rest)
    assert rest[-1][1] == packets * 2880
    assert sound.length(data) == seconds
    assert sound.is_playable(data)
    assert (sound.length(b"OggS"), sound.length(b"x")) == (0, 0)


async def test_a_recording_goes_to_the_bot_and_comes_back_as_it_was(telegram: Telegram, ana: Person) -> None:
    ana.send_voice(4)
    (update,) = (await heard(telegram))[-1:]
    voice = update["message"]["voice"]
    assert (voice["duration"], voice["mime_type"]) == (4, "audio/ogg")
    found = await telegram.call("getFile", {"file_id": voice["file_id"]})
    stored = telegram.files.at(found["file_path"])
    assert stored is not None
    assert stored.data == sound.voice(4)
    assert found["file_size"] == voice["file_size"] == len(stored.data)
    again = await telegram.call("sendVoice", {"chat_id": ana.id, "voice": voice["file_id"], "duration": 9})
    assert (again["voice"]["file_id"], again["voice"]["duration"]) == (voice["file_id"], 4)
    assert ana.messages[-1].view()["voice"] == {"file_id": voice["file_id"], "seconds": 4}
    upload = {"f": ptb.InputFile(stored.data, filename="x.ogg")}
    new = await telegram.call("sendVoice", {"chat_id": ana.id, "voice": "attach://f"}, upload)
    assert new["voice"]["duration"] == 4
    assert new["voice"]["file_id"] != voice["file_id"]
    assert "wrong file identifier" in await refused(telegram, "sendVoice", chat_id=ana.id, voice="nothing")
    assert telegram.faults == []


async def test_what_is_no_voice_message_is_a_fault(telegram: Telegram, ana: Person) -> None:
    upload = {"f": ptb.InputFile(b"RIFF....WAVE", filename="x.ogg")}
    with pytest.raises(Refusal, match="no voice message"):
        await telegram.call("sendVoice", {"chat_id": ana.id, "voice": "attach://f"}, upload)
    assert len(telegram.faults) == 1


async def test_who_forbids_voice_messages_gets_none(telegram: Telegram, ana: Person) -> None:
    ana.send_voice(2)
    file_id = ana.messages[-1].content["voice"]["file_id"]
    ana.forbid_voice(forbids=True)
    said = await refused(telegram, "sendVoice", chat_id=ana.id, voice=file_id)
    assert said == "400 Bad Request: VOICE_MESSAGES_FORBIDDEN"
    chat = await telegram.call("getChat", {"chat_id": ana.id})
    assert chat["has_restricted_voice_and_video_messages"] is True
    await telegram.call("sendMessage", {"chat_id": ana.id, "text": "words"})
    ana.forbid_voice(forbids=False)
    assert "has_restricted_voice_and_video_messages" not in await telegram.call(
        "getChat", {"chat_id": ana.id}
    )
    await telegram.call("sendVoice", {"chat_id": ana.id, "voice": file_id})
    assert [message.kind for message in ana.messages[-2:]] == ["text", "voice"]
    assert telegram.faults == []
