"""The program's own rules as data: what each asks, and the page where it is put right.

To :mod:`desktop.domain.entries` what a pack is to the notice's checks.
"""

from __future__ import annotations

SAY = {
    "name": "姓名只写汉字和间隔号，2—30 个字",
    "id_no": "身份证号 18 位，一位不错",
    "gender": "性别与身份证号一致",
    "birth": "出生年月与身份证号一致",
    "phone": "电话号码写完整",
    "email": "电子邮箱写完整",
    "length": "文字长短合理",
    "choice": "从可选的项目里选",
    "number": "数字合理",
    "title": "现职称与申报级别相接",
    "date": "日期写得清楚",
    "future": "日期不在今天以后",
    "period": "起止时间先后正确",
    "overlap": "前后经历不重叠",
    "age": "参加工作时年满 14 周岁",
    "order": "各项日期先后正确",
    "pub_days": "公示天数与起止日期相符",
    "scan": "扫描件清楚、完整",
    "has": "有没有，与填写的内容一致",
    "asked": "先答“先问几件事”里的问题",
}
"""What a rule asks, by its name after ``entry.``."""

_PAGES = {
    "has": "notice",
    "apply": "notice",
    "platform": "notice",
    "person": "basic",
    "unit": "basic",
    "si": "basic",
    "aid": "basic",
    "edu": "education",
    "title": "title",
    "career": "title",
    "appointments": "title",
    "quals": "title",
    "civil_transfer": "title",
    "work": "work",
    "service": "work",
    "items": "achievements",
    "ce": "training",
    "assess": "training",
    "pub": "publicity",
    "summary": "summary",
    "attachments": "attachments",
    "unit_audit": "publicity",
    "supervisor": "publicity",
    "papers": "publicity",
    "track": "finish",
}
_PAGE_OF_FIELD = {
    "unit.contact": "publicity",
    "unit.phone": "publicity",
    "civil_transfer.transferred": "notice",
}


def page_of(path: str) -> str:
    """The wizard page that shows the field at ``path``; a test holds it to the pages' tables."""
    return _PAGE_OF_FIELD.get(path) or _PAGES[path.partition(".")[0]]
