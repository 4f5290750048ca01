"""How hard Dutch texts are to read, and what to write instead."""
