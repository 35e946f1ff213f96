"""Sessions over restarts, for the tests of sessions."""

from desktop.app.session import Session
from desktop.storage.library import Library
from tests.storage.keeping import KEYS, FakeClock, a_notice


def restarted(session: Session, clock: FakeClock) -> Session:
    """The session as the next start of the program has it."""
    folder = session.library.folder
    session.library.close()
    return Session(Library.open(folder, clock, KEYS), a_notice(), "c1", clock)
