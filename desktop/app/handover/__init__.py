"""Cases that go from hand to hand: given out, come in, received by the dozen, merged."""
