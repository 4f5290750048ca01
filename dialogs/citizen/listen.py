"""Listen: the words of a screen read aloud by somebody of the team, then the screen anew."""

from dialogs import foot
from dialogs.screen import Aloud
from dialogs.site import Nowhere, Route
from dialogs.visit import Visit


async def listen(visit: Visit, address: str) -> Aloud:
    """Hear it, and have its buttons at the bottom of the talk."""
    if address.partition("/")[0] in (foot.LISTEN, foot.EASIER, foot.USUAL):
        raise Nowhere(address)
    return Aloud(address)


ROUTES = (Route("listen/{address:address}", listen),)
