"""Word twins are valid: what Word itself would refuse or repair is found here.

Everywhere: every part is well-formed, every link leads somewhere, and properties stand in the
order of ECMA-376 (Word is strict about it, LibreOffice is not). Where ``ooxml-validate``
(``npm install -g @ooxml-tools/validate``) is installed, the validator of the format's makers
judges as well; ``ZHICHENG_DOCX=all`` gives it every document.
"""

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from desktop.app.notices.installed import notice as load
from desktop.documents.catalogue import catalogue
from desktop.documents.docx.twin import to_docx
from desktop.documents.fonts import Fonts

from .cases import LONG_NAME, LONG_UNIT, PACKS, made

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr"
    " suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct"
    " topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind"
    " contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
    " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect"
    " bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
    " vAlign hideMark",
    "tcBorders": "top start left bottom end right insideH insideV tl2br tr2bl",
    "pBdr": "top left bottom right between bar",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi"
    " rtlGutter docGrid printerSettings",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime"
    " doNotDisplayPageBoundaries mirrorMargins bordersDoNotSurroundHeader proofState formsDesign"
    " attachedTemplate linkStyles stylePaneFormatFilter trackRevisions documentProtection"
    " defaultTabStop autoHyphenation evenAndOddHeaders bookFoldPrinting characterSpacingControl"
    " printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore"
    " savePreviewPicture doNotValidateAgainstSchema saveInvalidXml updateFields hdrShapeDefaults"
    " footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang"
    " clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions"
    " readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags"
    " decimalSymbol listSeparator docId defaultImageDpi",
}
"""Children in the order the schema gives (ECMA-376 part 1, 17; part 4 for what is older)."""

RANKS = {name: {child: n for n, child in enumerate(row.split())} for name, row in ORDER.items()}

EVERY = [(pack, terms.kind) for pack in PACKS for terms in catalogue(load(pack))]
LONG = {"person__name": LONG_NAME, "unit__name": LONG_UNIT}


def twin(pack: str, kind: str, fonts: Fonts) -> bytes:
    return to_docx(made(pack, kind, **LONG), fonts)


def parts(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def disorders(root: etree._Element) -> list[str]:
    """Where children do not stand in the schema's order, stand twice, or are unknown."""
    found = []
    for parent in root.iter(*(W + name for name in RANKS)):
        name = etree.QName(parent).localname
        ranks = RANKS[name]
        children = [etree.QName(child).localname for child in parent]
        unknown = [child for child in children if child not in ranks]
        places = [ranks[child] for child in children if child in ranks]
        many = name == "sectPr" or (name == "settings" and children.count("smartTagType") > 1)
        if unknown or places != sorted(places) or (len(set(places)) < len(places) and not many):
            found.append(f"{name}: {' '.join(children)}")
    return found


@pytest.mark.parametrize(("pack", "kind"), EVERY)
def test_properties_stand_in_the_schema_s_order_and_name_what_is_there(
    pack: str, kind: str, fonts: Fonts
) -> None:
    known = parts(twin(pack, kind, fonts))
    styles = {each.get(W + "styleId") for each in known["word/styles.xml"].iter(W + "style")}
    for name, root in known.items():
        assert disorders(root) == [], name
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            assert {each.get(W + "val") for each in root.iter(W + tag)} <= styles, name


def test_the_order_is_looked_at() -> None:
    for wrong in ("<w:jc/><w:ind/>", "<w:ind/><w:ind/>", "<w:nothing/>"):
        root = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:pPr>{wrong}</w:pPr></w:p>')
        assert disorders(root)


@pytest.mark.parametrize("kind", ["publicity", "pledge", "exemption_form"])
def test_links_lead_to_parts_and_parts_have_types(kind: str, fonts: Fonts) -> None:
    data = twin("LC22", kind, fonts)
    known = parts(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
    for name in (each for each in known if each.endswith(".rels")):
        folder = re.sub(r"_rels/[^/]*$", "", name)
        ids = set()
        for link in known[name]:
            assert link.get("TargetMode") is None  # nothing leads out of the file
            target = str(link.get("Target"))
            path = os.path.normpath(target[1:] if target[0] == "/" else f"{folder}{target}")
            assert path in names
            ids.add(link.get("Id"))
        owner = name.replace("_rels/", "").removesuffix(".rels")
        if owner in known:
            used = {
                each.get(LINKS + "id") for each in known[owner].iter() if each.get(LINKS + "id")
            }
            assert used <= ids
    types = known["[Content_Types].xml"]
    extensions = {each.get("Extension") for each in types if each.get("Extension")}
    named = {str(each.get("PartName"))[1:] for each in types if each.get("PartName")}
    assert named <= names
    for name in names - {"[Content_Types].xml"}:
        assert name in named or name.rpartition(".")[2] in extensions


@pytest.fixture
def validator() -> str:
    program = shutil.which("ooxml-validate")
    if program is None:
        pytest.skip("ooxml-validate is not installed (npm install -g @ooxml-tools/validate)")
    return program


def test_the_format_s_own_validator_finds_nothing(
    validator: str, fonts: Fonts, tmp_path: Path
) -> None:
    few = [("LC22", "publicity"), ("LC22", "guarantee"), ("ZZ23", "exemption_form")]
    for pack, kind in EVERY if os.environ.get("ZHICHENG_DOCX") == "all" else few:
        file = tmp_path / f"{pack}-{kind}.docx"
        file.write_bytes(twin(pack, kind, fonts))
        done = subprocess.run(
            [validator, "--of", "json", str(file)], capture_output=True, check=False, timeout=300
        )
        assert json.loads(done.stdout) == [], file.name
