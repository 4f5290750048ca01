"""A year of the campaign, lived by chance: what must hold of it is read off the phones."""
