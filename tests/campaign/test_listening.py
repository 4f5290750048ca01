"""What is too long or too large to be listened to, and when fetching it is tried again."""

from datetime import timedelta

from campaign.listening import LARGEST, LONGEST, Unfit, again, unfit


def test_what_is_too_long_or_too_large_is_not_taken() -> None:
    assert unfit(LONGEST, LARGEST) is None
    assert unfit(LONGEST + 1, LARGEST + 1) is Unfit.LONG
    assert unfit(1, LARGEST + 1) is Unfit.LARGE


def test_the_tries_lie_further_and_further_apart_and_end() -> None:
    waits = [again(tries) for tries in range(1, 7)]
    told = [wait for wait in waits if wait is not None]
    assert told == sorted(told)
    assert timedelta(hours=6) < sum(told, timedelta()) < timedelta(hours=24)
    assert waits[len(told) :] == [None]
