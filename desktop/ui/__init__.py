"""The window: Qt only. Views hold no truth and decide nothing."""
