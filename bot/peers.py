"""Who comes too often: a bucket of tries for each address, so many addresses."""


class Peers:
    """Lets each address try `burst` times at once, and `per_second` times a second in the long run."""

    def __init__(self, *, burst: int, per_second: float, most: int = 10_000) -> None:
        """`most` addresses are kept in mind; who was away longest is forgotten first."""
        self._burst = burst
        self._per_second = per_second
        self._most = most
        self._buckets: dict[str, tuple[float, float]] = {}

    def admit(self, peer: str, now: float) -> bool:
        """Whether this address may try once more; `now` in seconds of any clock that only goes on."""
        left, at = self._buckets.pop(peer, (float(self._burst), now))
        left = min(float(self._burst), left + (now - at) * self._per_second)
        admitted = left >= 1
        self._buckets[peer] = (left - 1 if admitted else left, now)
        if len(self._buckets) > self._most:
            del self._buckets[next(iter(self._buckets))]
        return admitted
