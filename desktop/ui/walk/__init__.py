"""The walk: the real window worked by real input from the first start to the packet."""
