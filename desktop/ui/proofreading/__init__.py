"""通读核对: the case read like the printed form, with 改 beside each line."""
