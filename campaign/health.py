"""The health of asking: when so many people want no more messages after an ask that it has to rest.

An opt-out is a stop or a block that is put down to a message; the rate is opt-outs per 1,000 messages that
arrived, or may have. Above the limit (the product's is 10) an ask or a moment of an asking week rests until
the campaign team has looked. Three of the first fifty may be chance, and it is looked at every minute: a test
made for one look would, looked at often enough, have every ask rest some day. So the rule is A. Wald's
sequential test (Annals of Mathematical Statistics 16, 1945, 117-186). Each message adds to the weight of the
evidence for a rate of one and a half times the limit against a rate of half of it,

    opt-outs · ln(p1 / p0) + others · ln((1 - p1) / (1 - p0))        p0 = limit / 2, p1 = 1.5 · limit

and what is asked for is a weight of ln(1 / 0.05), together with a rate above the limit itself. Where the true
rate is half the limit or less, the exponent of the weight is a supermartingale: the chance that it *ever*
gets that high is at most 5 of 100, however often one looks (J. Ville, Étude critique de la notion de
collectif, 1939). Opt-outs come later than their messages. Until they come such a message counts as if all
were well, so the weight is only less than it would be, and the bound holds.

What follows: an ask never rests for fewer than three opt-outs. Three do among the first 32 messages, five
among 252, ten among 801; from 3,000 messages on the limit alone decides. Over 2,000 messages, looked at
after every one, simulated asks came to rest in 3 of 100 cases at a true rate of 5, in 32 at 8, in 63 at 10,
in all at 20 (half of these by message 230), and at 100 within some 30 messages. An ask that rests by mistake
costs the team one look; one that goes on by mistake costs people, so what lies between half the limit and the
limit is not protected further. The tests hold the outer figures.

What it cannot see: that people opt out together, because of something outside the bot.
"""

from dataclasses import dataclass
from math import log

LIMIT = 10.0
"""Opt-outs per 1,000 messages above which asking rests, where the campaign sets no other."""
LEAST, MOST = 1.0, 100.0
"""Between these a campaign may set it."""
SOUND, BAD = 0.5, 1.5
"""The rates that are held against each other, as shares of the limit."""
BY_MISTAKE = 0.05
"""How likely at most something whose rate is `SOUND` ever comes to rest."""


@dataclass(frozen=True, slots=True)
class Health:
    """After so many messages so many people stopped, or blocked the bot."""

    messages: int
    stopped: int
    blocked: int

    @property
    def lost(self) -> int:
        """All opt-outs."""
        return self.stopped + self.blocked

    @property
    def rate(self) -> float:
        """Opt-outs per 1,000 messages; 0 without any message."""
        return 1000 * self.lost / self.messages if self.messages else 0.0


def has_to_rest(health: Health, limit: float = LIMIT) -> bool:
    """Whether it is above a limit per 1,000, and more than chance makes of something sound."""
    return health.rate > limit and _weight(health, limit) >= log(1 / BY_MISTAKE)


def fewest(limit: float = LIMIT) -> int:
    """With fewer opt-outs nothing has to rest, however few messages went out: less need not be looked at."""
    number = 1
    while not has_to_rest(Health(number, number, 0), limit):
        number += 1
    return number


def _weight(health: Health, limit: float) -> float:
    """The logarithm of how many times as likely this is of a bad rate as of a sound one."""
    sound, bad = SOUND * limit / 1000, BAD * limit / 1000
    lost = min(health.lost, health.messages)
    return lost * log(bad / sound) + (health.messages - lost) * log((1 - bad) / (1 - sound))
