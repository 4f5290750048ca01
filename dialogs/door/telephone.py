"""Telephone numbers, from how people write them to what a telephone dials."""

import re

_NUMBER = re.compile(r"\+?\(?\d[\d\s().\u2010-\u2015/-]*\d")
_HERE = re.compile(r"0[1-9]\d{8}")
"""A number of ten digits as one dials it in the Netherlands."""
_SHORTEST, _ABROAD, _LONGEST = 3, 8, 15
_FREE = ("0800", "0900", "0906", "0909")
"""Numbers that cannot be dialled from abroad."""


def dialled(written: str) -> str | None:
    """What to dial, with the country before it where it has one; None where it is no number."""
    found = _NUMBER.search(written[:100])
    if found is None:
        return None
    digits = "".join(str(int(one)) for one in found[0].replace("(0)", "") if one.isdecimal())
    if not _SHORTEST <= len(digits) <= _LONGEST:
        return None
    if found[0].startswith("+"):
        return f"+{digits}"
    if digits.startswith("00") and len(digits) >= _ABROAD:
        return f"+{digits[2:]}"
    if _HERE.fullmatch(digits) and not digits.startswith(_FREE):
        return f"+31{digits[1:]}"
    return digits
