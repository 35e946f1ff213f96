"""How much memory another process of ours holds, as far as the system tells without a library."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS_EX of the Windows API."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
            ("PrivateUsage", ctypes.c_size_t),
        )

    _QUERY = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION

    def memory_of(pid: int) -> int:
        """Bytes that process ``pid`` holds for itself alone; 0 where it is gone."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = wintypes.HANDLE
        opened = kernel.OpenProcess(_QUERY, False, pid)
        if not opened:
            return 0
        handle = wintypes.HANDLE(opened)
        try:
            counters = _Counters(cb=ctypes.sizeof(_Counters))
            size = wintypes.DWORD(ctypes.sizeof(_Counters))
            told = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), size)
            return int(counters.PrivateUsage) if told else 0
        finally:
            kernel.CloseHandle(handle)

else:
    import os

    _PAGE = os.sysconf("SC_PAGE_SIZE")  # four times four kilobytes and more on some processors
    _RESIDENT = 1  # the second number: pages that are in memory now

    def memory_of(pid: int) -> int:
        """Bytes that process ``pid`` holds in memory; 0 where it is gone or nobody tells."""
        try:
            said = Path(f"/proc/{pid}/statm").read_text("ascii")
        except OSError:
            return 0
        return int(said.split()[_RESIDENT]) * _PAGE
