"""What goes into a built program, and what does not although a library brings it along.

Tables for ``zhicheng.spec``. The program works without a network and with one engine for scans;
what only other engines, other windows or developers need would be weight, and one thing more that
can fail. Each line here was held against the walk from sample to packet and the tests of scans.
"""

import importlib.metadata
import re
from pathlib import Path, PurePosixPath

from licences import third_party

# Asked for by name while running, so that nobody who only reads imports finds them.
HIDDEN = (
    "desktop.imaging.foreign.child",
    "desktop.rosters.child",
    "desktop.ui.walk.steps",
    "rapidocr.inference_engine.onnxruntime.main",
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)

# Libraries with data of their own, and the files of it that are read while running.
DATA = {
    # Its footers are looked for by way of `parts/..`: that folder has to be there.
    "docx": ("templates/*.*", "parts/__init__.py"),
    "opencc": ("config/t2s.json", "dictionary/TSCharacters.txt", "dictionary/TSPhrases.txt"),
    # Without the phrases, as `app.applicants.pinyin` asks it.
    "pypinyin": ("pinyin_dict.json",),
    "rapidocr": ("*.yaml", "models/PP-OCRv6_det_small.onnx", "models/PP-OCRv6_rec_small.onnx"),
    "cv2": ("data/haarcascade_frontalface_default.xml", "data/haarcascade_frontalface_alt2.xml"),
}

# Looked up by their names in the record of what is installed.
METADATA = ("keyring", "sqlite-utils", "python-docx", "rapidocr")

EXCLUDED = (
    # Tools of developers, other windows.
    "Cython",
    "IPython",
    "PIL.ImageTk",
    "PySide6.QtOpenGL",
    "_pytest",
    "cython",
    "hatchling",
    "lib2to3",
    "matplotlib",
    "mypy",
    "pip",
    "pkg_resources",
    "pygments",
    "pytest",
    "setuptools",
    "tkinter",
    # Several computers at one batch: for offices that install the program with pip.
    "dask",
    "distributed",
    "fsspec",
    "tornado",
    # Nothing goes over a network; what Python has of sums itself is enough.
    "_hashlib",
    "_ssl",
    "ssl",
    # Parts of libraries that nothing here calls.
    "PIL._avif",
    "PIL._imagingft",
    "doctest",
    "fontTools.qu2cu",
    "lxml.html",
    "lxml.isoschematron",
    "lxml.objectify",
    "lxml.sax",
    "numpy.f2py",
    "numpy.fft",
    "numpy.random",
    "onnxruntime.backend",
    "onnxruntime.datasets",
    "onnxruntime.quantization",
    "onnxruntime.tools",
    "onnxruntime.transformers",
    "pandas",
    "pydoc",
    "pydoc_data",
    "rapidocr.inference_engine.mnn",
    "rapidocr.inference_engine.openvino",
    "rapidocr.inference_engine.paddle",
    "rapidocr.inference_engine.pytorch",
    "rapidocr.inference_engine.tensorrt",
    "scipy",
    "shapely.plotting",
    "torch",
)

_SUPERFLUOUS = re.compile(
    r"""^(
    # The whole engine once more, for programs in C.
    onnxruntime/capi/(lib)?onnxruntime(_providers_\w+)?\.(so|dll|dylib)
    | onnxruntime/capi/libonnxruntime\.[\d.]*dylib$
    # Films; on Windows a library of its own.
    | cv2/opencv_videoio_ffmpeg\w*\.dll$
    # Qt: only what Widgets on X, Windows and macOS load.
    | PySide6/(Qt/)?plugins/(?!(platforms|platforminputcontexts|platformthemes|imageformats
        |iconengines|printsupport|styles)/)
    | PySide6/(Qt/)?plugins/platforms/\w*(eglfs|linuxfb|minimalegl|vnc|wayland|vkkhr)
    | PySide6/(Qt/)?plugins/platformthemes/\w*gtk
    | PySide6/(Qt/)?plugins/platforminputcontexts/\w*virtualkeyboard
    | PySide6/(Qt/)?plugins/imageformats/(lib)?q(gif|icns|pdf|tga|tiff|wbmp|webp)\.
    | (PySide6/(Qt/)?(lib/)?)?(lib)?Qt6?(Qml|Quick|VirtualKeyboard|Pdf|Wayland|OpenGL|EglF|WlShell)
    | PySide6/opengl32sw\.dll$
    | PySide6/(Qt/)?translations/(?!(qt|qtbase)_zh_CN\.qm$)
    | PySide6/(Qt/)?(qml|resources|libexec|metatypes)/
    # What has to fit the system's graphics driver is the system's.
    | lib(gtk-3|gdk-3|gdk_pixbuf|atk|pango|cairo|epoxy|wayland|GL|EGL|GLX|GLdispatch|drm)[-.]
    # Words of other directions, and of readings that nobody asks; a template taken apart.
    | opencc/dictionary/(?!TS)
    | pypinyin/phrases_dict\.json$
    | docx/templates/default-docx-template/
    | (numpy|lxml|shapely|pypinyin|docx|reportlab)/.*\.(pyi|pxd|h|hpp|c|pyx)$
    | numpy/_core/_(simd|rational_tests|struct_ufunc_tests|umath_tests|multiarray_tests
        |operand_flag_tests)\.
    )""",
    re.VERBOSE,
)


_LICENCE = re.compile(r"(licen[cs]e|copying|notice|third.?party)", re.IGNORECASE)

# What the licence of `fang.ttf` asks to come along: its source, and the script that makes it.
FONT_SOURCES = ("README.md", "build.py", "pins.toml", "tongyong.txt", "source")


def licences() -> list[tuple[str, str]]:
    """The licence texts of every part that is passed on: files, and the folders they go to."""
    found = []
    for name in sorted({part.name for part in third_party.read() if part.use == "program"}):
        try:
            files = importlib.metadata.files(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system
        for file in files:
            if _LICENCE.match(file.name) and file.suffix not in (".py", ".pyc", ".xml"):
                found.append((str(file.locate()), f"licences/{name}"))  # noqa: PERF401
    fonts = third_party.ROOT / "packaging" / "fonts"
    for name in FONT_SOURCES:
        inside = f"licences/fonts/{name}" if Path(fonts, name).is_dir() else "licences/fonts"
        found.append((str(fonts / name), inside))
    return [*found, (str(third_party.ROOT / "LICENSE"), "licences")]


def superfluous(place: str) -> bool:
    """Whether a file does not go in; ``place`` is where it would lie in the program's folder."""
    return _SUPERFLUOUS.match(str(PurePosixPath(place.replace("\\", "/")))) is not None
