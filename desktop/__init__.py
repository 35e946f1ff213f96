"""职称申报助手: an offline assistant for applying for a professional title."""

import os

__version__ = "0.1.0"

# The library that reads scans (ONNX Runtime) reports on the machine to its maker, and begins with
# that when it is loaded: a number for the computer and a queue of reports, kept in the person's
# folders and sent when there is a network. It heeds this alone; its own call comes too late.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
