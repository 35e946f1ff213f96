"""Keyrings of tests: nobody's own is ever asked."""

from __future__ import annotations

from keyring.backend import KeyringBackend


class InMemory(KeyringBackend):
    """A keyring as it should be, gone with the test."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept there."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Let go of it."""
        del self.kept[service, username]


class Nowhere(InMemory):
    """A computer without a keyring that keeps anything."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing, and say nothing of it."""
