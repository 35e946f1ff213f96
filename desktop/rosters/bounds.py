"""What the child takes from itself before it looks at a foreign byte: memory, time, a core file."""

from __future__ import annotations

import contextlib
import sys

_RESERVED = 256 * 1024 * 1024  # addresses that libraries and threads reserve and never fill

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Basic(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION of the Windows API."""

        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = (
            ("Basic", _Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    _PROCESS_TIME, _PROCESS_MEMORY = 0x2, 0x100
    _EXTENDED = 9  # JobObjectExtendedLimitInformation
    _TICKS = 10_000_000  # of 100 ns in a second

    def bound(memory: int, seconds: float) -> None:
        """Keep this process to ``memory`` bytes and ``seconds`` of processor time."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = _Extended()
        limits.Basic.LimitFlags = _PROCESS_TIME | _PROCESS_MEMORY
        limits.Basic.PerProcessUserTimeLimit = int(seconds * _TICKS)
        limits.ProcessMemoryLimit = memory
        kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))

else:
    import resource

    def bound(memory: int, seconds: float) -> None:
        """Keep this process to ``memory`` bytes and ``seconds`` of processor time."""
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_DATA, memory)
        _limit(resource.RLIMIT_AS, memory + _RESERVED)
        _limit(resource.RLIMIT_CPU, int(seconds) + 1)

    def _limit(kind: int, most: int) -> None:
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(OSError, ValueError):  # not every system knows every limit
            resource.setrlimit(kind, (soft, hard))
