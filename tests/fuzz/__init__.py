"""Random and mutated updates through a real webhook: the bot stays well, and every tap is answered."""
