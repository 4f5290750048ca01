"""Generations of asks add up, and each tells its asking-R on asks made and on people who opened them."""

from campaign.ledger import Generation, together

FIRST = Generation(1, 20, 12, 15, 11, 9, 4, 2, 1, 6, 27, 10, 9)
SECOND = Generation(2, 6, 3, 3, 3, 2, 1, 1, 0, 0, 3, 0, 0)


def test_generations_add_up() -> None:
    assert together(7, (FIRST, SECOND)) == Generation(7, 26, 15, 18, 14, 11, 5, 3, 1, 6, 30, 10, 9)
    assert together(1, ()) == Generation(1)


def test_new_asks_are_told_for_each_ask_made_and_for_each_person_who_opened_one() -> None:
    made, opened = FIRST.on_made, FIRST.on_opened
    assert made is not None
    assert opened is not None
    assert (made.value, made.asks, made.asked) == (0.3, 6, 20)
    assert (opened.value, opened.asks, opened.asked) == (0.4, 6, 15)
    assert made.low < 0.3 < made.high
    assert (Generation(1).on_made, Generation(1).on_opened) == (None, None)
