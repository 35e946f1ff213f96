"""What scanners and telephones do to a page, as a table: how it is printed, laid, and taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.pages.laying import (
    BRIGHT,
    PALE,
    Geometry,
    flat,
    littered,
    phone,
    scaled,
    skewed,
    then_turned,
    turned,
    under_the_lid,
)
from tests.pages.taking import (
    Tone,
    blurred,
    glare,
    gray,
    gutter,
    lamp,
    noise,
    pale,
    photocopy,
    shadow,
    show_through,
)


@dataclass(frozen=True)
class Fault:
    """``style`` changes how the sheet is printed, then it is laid, then taken, then stored.

    ``exif`` is the orientation the file claims; ``screen`` faults suit a screenshot as well.
    """

    lay: Geometry = flat
    tones: tuple[Tone, ...] = ()
    quality: int = 88
    exif: int = 1
    style: dict[str, Any] = field(default_factory=dict)
    screen: bool = False


SENSOR = noise(2, 5)
FAULTS: dict[str, Fault] = {
    "clean": Fault(screen=True),
    "skew": Fault(skewed(1.2, 4)),
    "skew_far": Fault(skewed(4, 8)),
    "turned": Fault(turned(1, 2, 3)),
    "turned_skew": Fault(then_turned(skewed(0.5, 3), 1, 2, 3)),
    "phone": Fault(phone(), (lamp, SENSOR, blurred(0.4, 0.9))),
    "phone_steep": Fault(phone(steep=0.1), (lamp, SENSOR, blurred(0.4, 0.9))),
    "phone_bright": Fault(phone(desk=BRIGHT), (lamp, SENSOR)),
    "phone_turned": Fault(then_turned(phone(), 1, 2, 3), (lamp, SENSOR)),
    "phone_shadow": Fault(phone(), (lamp, shadow, SENSOR)),
    "phone_glare": Fault(phone(), (lamp, glare, SENSOR)),
    "phone_pale": Fault(phone(desk=PALE), (lamp, SENSOR)),
    "phone_littered": Fault(littered(phone()), (lamp, SENSOR)),
    "lid": Fault(under_the_lid, (noise(1, 2),)),
    "gutter": Fault(tones=(gutter,)),
    "show_through": Fault(tones=(show_through,)),
    "gray_phone": Fault(phone(), (lamp, gray, SENSOR)),
    "gray": Fault(tones=(gray,)),
    "photocopy": Fault(skewed(0.3, 1.5), (photocopy,)),
    "low": Fault(scaled(0.5), screen=True),
    "low_jpeg": Fault(scaled(0.7), quality=30, screen=True),
    "jpeg": Fault(quality=25, screen=True),
    "blur": Fault(tones=(blurred(1.2, 1.8),)),
    "shadow": Fault(tones=(shadow, noise(1, 3))),
    "noise": Fault(tones=(noise(8, 14),)),
    "pale": Fault(tones=(pale,)),
    "faded_seal": Fault(style={"seal_wear": 0.75}),
    "pink_seal": Fault(style={"seal_ink": (226, 96, 120), "seal_wear": 0.45}),
    "dark_seal": Fault(style={"seal_ink": (150, 26, 40), "seal_wear": 0.2}),
    "tinted": Fault(style={"paper": (250, 236, 214), "guilloche": (232, 204, 170)}),
    "tinted_green": Fault(
        skewed(0.5, 2), style={"paper": (226, 240, 228), "guilloche": (190, 220, 200)}
    ),
    "spaced": Fault(style={"spaced": True, "id_spaced": True}),
    "broken": Fault(style={"broken": True}),
    "broken_skew": Fault(skewed(0.8, 3), style={"broken": True}),
    "traditional": Fault(style={"traditional": True, "body": "song", "head": "song"}),
    "exif": Fault(then_turned(flat, 1, 3)),
    "exif_lie": Fault(exif=6),
}
