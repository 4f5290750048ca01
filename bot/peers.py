"""Who comes too often: a bucket of tries for each address, so many addresses."""

from collections.abc import Hashable


class Peers:
    """Lets each address try `burst` times at once, and `per_second` times a second in the long run."""

    def __init__(self, *, burst: int, per_second: float, most: int = 10_000) -> None:
        """`most` addresses are kept in mind; who was away longest is forgotten first."""
        self._burst = float(burst)
        self._per_second = per_second
        self._most = most
        self._buckets: dict[Hashable, tuple[float, float]] = {}

    def __len__(self) -> int:
        """How many addresses are kept in mind."""
        return len(self._buckets)

    def admit(self, peer: Hashable, now: float) -> bool:
        """Whether this address may try once more; `now` in seconds of any clock that only goes on."""
        left, at = self._buckets.pop(peer, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._per_second)
        admitted = left >= 1
        self._buckets[peer] = (left - 1 if admitted else left, now)
        if len(self._buckets) > self._most:
            del self._buckets[next(iter(self._buckets))]
        return admitted

    def give_back(self, peer: Hashable) -> None:
        """Count its last try as none."""
        if (bucket := self._buckets.get(peer)) is not None:
            self._buckets[peer] = (min(self._burst, bucket[0] + 1), bucket[1])
