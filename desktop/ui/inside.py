"""What is open once the door is: the library, its window, and the backups made of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.app.intake import let_go
from desktop.app.library import Desk
from desktop.app.safety.door import Door
from desktop.language import tr
from desktop.ui import ahead
from desktop.ui.safety.backing import Backing
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.window import Window

_BACK = tr("已换回原来的材料，请用它的口令打开；恢复出来的那份还留着。")


class Inside(QObject):
    """The open library, which alone holds the keys; once closed nothing of it is left.

    ``restored(folder, said)``: another library is the one to work with from now on.
    """

    lock_asked = Signal()
    minutes_chosen = Signal(int)
    restored = Signal(object, str)

    def __init__(
        self,
        desk: Desk,
        make_window: Callable[[Desk], Window],
        door: Door,
        look: Appearance,
        home: Path,
    ) -> None:
        super().__init__()
        self._home = home
        self._door = door
        self._look = look
        self.desk = desk
        self.backing = Backing(desk, look)
        self.window = make_window(desk)
        self.window.lock_asked.connect(self.lock_asked)
        self.window.safety_asked.connect(self.show_safety)
        self.window.before = self.backing.before
        self.backing.changed.connect(self._say_backup)
        self._say_backup()
        self._ahead = ahead.Ahead(self, ahead.pages)
        self._ahead.start()

    def _say_backup(self) -> None:
        said = self.backing.line()
        # Where there is nothing yet there is nothing to lose.
        wanted = said.careful and bool(self.desk.rows())
        where = "" if self.backing.place else tr("在“安全与备份”里可以设。")
        self.window.say_backup(said.text + where if wanted else "")

    def show_safety(self) -> None:
        """安全与备份."""
        # It shows papers, and what makes those is large.
        from desktop.ui.safety.dialog import SafetyDialog  # noqa: PLC0415

        home = self._home
        dialog = SafetyDialog(
            self._door, self.desk, self.backing, self._look, home=home, parent=self.window
        )
        dialog.minutes_chosen.connect(self.minutes_chosen)
        dialog.restored.connect(self.restored)
        dialog.back_asked.connect(lambda: self.restored.emit(home, _BACK))
        dialog.open()

    def close(self) -> None:
        """Let go of all of it, once what is being written is whole."""
        self._ahead.stop()
        self.backing.changed.disconnect(self._say_backup)
        self.backing.close()
        self.backing.deleteLater()
        self.window.locking = True
        self.window.close()
        self.window.deleteLater()
        self.desk.close()
        let_go()  # the child that opens files still has the last pages in its memory
