"""The unit's and the applicant's own papers, printed or written out, signed, sealed and scanned."""

from __future__ import annotations

from desktop.domain.case import Case
from desktop.domain.moments import chinese_day
from desktop.domain.notice import Notice
from desktop.domain.wording import fill
from samples.applicant import LEADER
from samples.paper import FANG, KAI, SONG_BOLD, Paper

SIZE = 32


def publicity(case: Case, notice: Notice) -> Paper:
    """公示, signed by the unit's leader and sealed."""
    facts = _facts(case)
    paper = Paper()
    y = _title(paper, fill(notice.wording["pub_title"], facts))
    pub = case.pub
    for words in (
        fill(notice.wording["pub_body"], facts),
        fill(notice.wording["pub_basic"], facts),
        notice.wording["pub_political"] + pub.political_text,
        notice.wording["pub_ach"] + pub.achievement_text,
        fill(notice.wording["pub_period"], facts),
    ):
        y = _paragraph(paper, y, words)
    paper.text((590, y + 60), "签字：", SIZE, FANG)
    paper.signature((690, int(y) + 76), LEADER, 48)
    _seal(paper, case, y + 150, "2024年7月12日")
    return paper


def result(case: Case, notice: Notice) -> Paper:
    """公示结果, sealed."""
    return _short(case, notice, "result", case.pub.result_date)


def recommendation(case: Case, notice: Notice) -> Paper:
    """推荐意见 with contact and telephone, sealed."""
    about = (f"单位联系人：{case.unit.contact}", f"联系电话：{case.unit.phone}")
    return _short(case, notice, "recommend", case.pub.recommend_date, about)


def pledge(case: Case, notice: Notice) -> Paper:
    """个人承诺书, written by hand, signed, with a fingerprint."""
    paper = Paper()
    for line in range(18):
        y = 340 + 56 + line * 68
        paper.draw.line((120, y, 1120, y), fill="#d9d4c8", width=2)
    paper.centred(170, notice.wording["pledge_title"], 64, KAI, "#23284a")
    below = paper.paragraph(
        (130, 340), 980, notice.wording["pledge"], 46, KAI, leading=68 / 46, fill="#23284a"
    )
    paper.text((420, below + 140), "签字：", 46, KAI, "#23284a")
    paper.signature((540, int(below) + 165), case.person.name, 54, 3)
    paper.fingerprint((1010, int(below) + 165))
    paper.text((1060, below + 280), "2024年7月22日", 46, KAI, "#23284a", anchor="ra")
    return paper


def _short(case: Case, notice: Notice, kind: str, day: str, about: tuple[str, ...] = ()) -> Paper:
    facts = _facts(case)
    paper = Paper()
    y = _title(paper, fill(notice.wording[f"{kind}_title"], facts))
    y = _paragraph(paper, y, fill(notice.wording[f"{kind}_body"], facts))
    for line in about:
        y += 30
        paper.text((130 + 2 * SIZE, y), line, SIZE, FANG)
        y += 40
    _seal(paper, case, y + 160, chinese_day(day))
    return paper


def _facts(case: Case) -> dict[str, str]:
    return {
        "name": case.person.name,
        "gender": case.person.gender,
        "ethnicity": case.person.ethnicity,
        "politics": case.person.politics,
        "id_no": case.person.id_no,
        "title": case.title.name,
        "series": case.apply.series.removesuffix("系列"),
        "specialty": case.apply.specialty,
        "level": case.apply.level,
        "start": chinese_day(case.pub.start),
        "end": chinese_day(case.pub.end),
        "office": case.pub.office,
        "phone": case.pub.phone,
        "days": str(case.pub.days),
    }


def _title(paper: Paper, words: str) -> float:
    first, applied, rest = words.partition("申报")
    y = 170
    for line in (first + applied, rest):
        paper.centred(y, line, 42, SONG_BOLD)
        y += 64
    return y + 50


def _paragraph(paper: Paper, y: float, words: str) -> float:
    return paper.paragraph((130, y), 980, words, SIZE, FANG, leading=1.65)


def _seal(paper: Paper, case: Case, y: float, day: str) -> None:
    paper.text((1080, y), case.unit.name, SIZE, FANG, anchor="ra")
    paper.text((1080, y + 60), day, SIZE, FANG, anchor="ra")
    paper.seal((880, int(y) + 40), case.unit.name)
