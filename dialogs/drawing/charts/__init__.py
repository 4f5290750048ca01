"""Numbers as pictures: charts that are read on a phone, drawn from plain numbers and words."""
