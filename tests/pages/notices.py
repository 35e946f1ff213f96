"""Kinds of page where seals meet, names stand thick, or the paper is small."""

from __future__ import annotations

from tests.pages.cast import id_number
from tests.pages.faces import put_portrait
from tests.pages.seals import SealStyle, chop, stamp
from tests.pages.sheet import Mark, Sheet, Span, Words

RED = (196, 28, 34)


def _dated(sheet: Sheet) -> str:
    chance = sheet.chance
    return f"{chance.randrange(2005, 2025)}年{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日"


def _digits(sheet: Sheet, count: int) -> Span:
    text = "".join(str(sheet.chance.randrange(10)) for _ in range(count))
    return Span(text, "number_other")


def joint_letter(sheet: Sheet) -> None:
    """联合证明 of two bodies: their seals overlap, the own unit's is the lower or the upper one."""
    cast, w = sheet.cast, sheet.width
    sheet.write(w / 2, 220, "关于项目完成情况的证明", 66, face=sheet.style.head, anchor="middle")
    text: Words = [
        "兹有",
        sheet.unit,
        "与",
        Span(cast.unit_alike, "unit_other"),
        "共同承担的“绿洲农田防护林更新改造”项目已通过验收。其中",
        sheet.name,
        "（身份证号：",
        sheet.id_no,
        "）为主要完成人，排名第二；",
        sheet.alike(0),
        "、",
        sheet.stranger(0),
        "为参加人员。",
    ]
    y = sheet.flow((220, 400, w - 220, 0), text, 44)
    sheet.write(308, y + 20, "特此证明。", 44)
    sheet.write(320, 1460, sheet.unit, 36)
    sheet.write(w - 300, 1460, Span(cast.unit_alike, "unit_other"), 36, anchor="right")
    sheet.write(w - 420, 1560, _dated(sheet), 40, anchor="right")
    apart = sheet.chance.uniform(190, 290)
    pair = [(cast.unit, 760.0, True), (cast.unit_alike, 760.0 + apart, False)]
    sheet.chance.shuffle(pair)
    for text_of, x, own in pair:
        stamp(sheet, text_of, (x, 1500 + sheet.chance.uniform(-40, 40)), own=own)


def book_cover(sheet: Sheet) -> None:
    """编写人员名单 behind a title: chief editors and a thick block of names."""
    cast, w = sheet.cast, sheet.width
    sheet.write(w / 2, 300, "绿洲节水农业技术手册", 92, face=sheet.style.head, anchor="middle")
    sheet.write(w / 2, 480, ["主　编　", sheet.stranger(0)], 48, face="kai", anchor="middle")
    sheet.write(w / 2, 570, ["副主编　", sheet.alike(0), "　", sheet.name], 48, face="kai",
                anchor="middle")  # fmt: skip
    sheet.write(w / 2, 760, "编写人员（按姓氏笔画排序）", 40, face="hei", anchor="middle")
    people = [sheet.name, sheet.alike(1), *(sheet.stranger(n) for n in range(1, 11))]
    sheet.chance.shuffle(people)
    block = [part for person in people for part in (person, "　")]
    y = sheet.flow((300, 850, w - 300, 0), block, 40, indent=0, leading=1.8)
    sheet.write(300, y + 60, ["主编单位：", sheet.unit], 38)
    sheet.write(300, y + 140, ["参编单位：", Span(cast.unit_alike, "unit_other")], 38)
    sheet.write(w / 2, 2040, "绿洲科技出版社", 48, face="song", anchor="middle")
    sheet.write(w / 2, 2120, ["ISBN 978-7-9999-", _digits(sheet, 4), "-3"], 34, anchor="middle")


def telephone_screen(sheet: Sheet) -> None:
    """A telephone's screenshot of an electronic certificate: narrow, with a small portrait."""
    cast, w = sheet.cast, sheet.width
    sheet.rule((0, 0, w, 150), (44, 110, 200))
    sheet.write(w / 2, 70, "电子证照", 46, face="hei", ink=(255, 255, 255), anchor="middle")
    sheet.pen.rounded_rectangle((40, 210, w - 40, 1650), 28, (246, 249, 255), (200, 212, 236), 3)
    sheet.write(w / 2, 270, "专业技术资格证书", 58, face="hei-bold", anchor="middle")
    put_portrait(sheet, (w / 2 - 130, 390, w / 2 + 130, 754))
    fields: tuple[tuple[str, str | Span], ...] = (
        ("姓名", sheet.name),
        ("证件号码", sheet.id_no),
        ("工作单位", sheet.unit),
        ("资格名称", "工程师"),
        ("证书编号", _digits(sheet, 14)),
        ("批准日期", _dated(sheet)),
    )
    for number, (label, value) in enumerate(fields):
        y = 830 + number * 110
        sheet.write(90, y, label, 36, face="hei", ink=(110, 116, 130))
        long = isinstance(value, Span) and len(value.text) > 15
        sheet.write(w - 90, y, value, 34 if long else 38, face="hei", anchor="right")
    stamp(sheet, cast.issuer, (w - 280, 1520), own=False, diameter=300)


def small_card(sheet: Sheet) -> None:
    """工作证 or 执业证 copied onto a sheet: small type, the portrait pressed by the own seal."""
    cast, w = sheet.cast, sheet.width
    left, top = 340, 420
    sheet.pen.rounded_rectangle((left, top, w - left, top + 640), 26, (250, 246, 236), RED, 5)
    sheet.decoys.append(Mark("red_other", "border", [(left, top, w - left, top + 5)]))
    sheet.write(
        w / 2, top + 40, "专业技术人员工作证", 50, face="hei-bold", ink=RED, anchor="middle"
    )
    put_portrait(sheet, (left + 60, top + 160, left + 270, top + 450))
    fields: tuple[tuple[str, str | Span], ...] = (
        ("姓　名：", sheet.name),
        ("单　位：", sheet.unit),
        ("职　务：", "助理研究员"),
        ("编　号：", _digits(sheet, 9)),
    )
    for number, (label, value) in enumerate(fields):
        size = 34 if not isinstance(value, Span) or len(value.text) < 14 else 28
        sheet.write(left + 330, top + 180 + number * 84, [label, value], size)
    stamp(sheet, cast.unit, (left + 290, top + 470), own=True, diameter=250)
    sheet.write(left, top + 740, ["以上复印件与原件一致。", sheet.alias], 38)
    sheet.write(left, top + 820, ["核对人：", sheet.stranger(0)], 38, face="kai")
    chop(sheet, cast.strangers[0], (left + 420, top + 795))
    stamp(sheet, cast.unit, (w - left - 170, top + 860), own=True, style=SealStyle(
        row="人事专用章", face="song", turned=sheet.chance.uniform(-10, 10)))  # fmt: skip


def oval_receipt(sheet: Sheet) -> None:
    """技术合同 acceptance in a table, with the own unit's oval seal and another's round one."""
    cast, w = sheet.cast, sheet.width
    sheet.write(w / 2, 180, "技术服务验收单", 66, face=sheet.style.head, anchor="middle")
    rows: list[list[str | Span]] = [
        ["项目名称", "渠系防渗改造技术服务"],
        ["委托单位", Span(cast.unit_alike, "unit_other")],
        ["服务单位", sheet.unit],
        ["项目负责人", sheet.name],
        ["身份证号", sheet.id_no],
        ["合同编号", _digits(sheet, 12)],
        ["参加人员", sheet.alike(0)],
        ["联系人证件", Span(id_number(sheet.chance), "id_other")],
    ]
    y = sheet.table((200, 330), (300, 954), rows, 38, 88)
    text: Words = [
        "验收意见：",
        sheet.alias,
        "按期完成约定的全部工作，成果符合要求，同意通过验收。",
    ]
    y = sheet.flow((200, y + 50, w - 200, 0), text, 40, indent=0)
    sheet.write(240, y + 130, "服务单位（盖章）", 40)
    sheet.write(960, y + 130, "委托单位（盖章）", 40)
    style = SealStyle(
        flat=sheet.chance.uniform(0.64, 0.78),
        star=False,
        row=sheet.chance.choice(("业务专用章", "技术合同专用章", "财务专用章")),
        face=sheet.chance.choice(("song", "fang", "hei")),
        turned=sheet.chance.uniform(-10, 10),
    )
    stamp(sheet, cast.unit, (500, y + 260), own=True, style=style, diameter=345)
    stamp(sheet, cast.unit_alike, (1200, y + 260), own=False)
    sheet.write(w - 260, y + 460, _dated(sheet), 40, anchor="right")
