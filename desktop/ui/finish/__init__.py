"""检查与出件: what is open, the packet, the time that is left."""
