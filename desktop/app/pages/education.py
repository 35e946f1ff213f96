"""学历: every 学历 from the lowest to the highest."""

from __future__ import annotations

from desktop.app.pages.form import Field, ListSection, Page
from desktop.domain import vocabulary as words
from desktop.domain.case import Education

EDUCATION = Page(
    "education",
    "学历",
    "从低到高，一段一段地填。每一段都要有毕业证书。",
    (
        ListSection(
            "edu",
            "学历",
            Education,
            (
                Field(
                    "level",
                    "学历层次",
                    "技工院校按毕业班别选。",
                    "choice",
                    words.EDUCATION_LEVELS + words.TECHNICAL_LEVELS,
                    16,
                ),
                Field("kind", "学习形式", "", "choice", words.EDUCATION_KINDS, 14),
                Field("school", "毕业院校", "照毕业证书填全称，例如：新疆农业大学", width=22),
                Field("major", "所学专业", "照毕业证书填，例如：林学", width=18),
                Field("start", "入学年月", "例如：2004-09", "month", width=8),
                Field("end", "毕业年月", "例如：2008-07", "month", width=8),
                Field("degree", "学位", "例如：农学学士。没有的填“无”。", width=12),
                Field("cert_no", "毕业证书编号", "照毕业证书填。", width=18),
                Field(
                    "chsi",
                    "学信网上能查到吗？",
                    "登录学信网查看。要下载哪一种材料，“附件”页会列出来。",
                    "choice",
                    words.CHSI,
                    8,
                    only_if_asked=True,
                ),
            ),
            digest=("level", "school", "major", "end"),
            add="添加一段学历",
            noun="学历",
        ),
    ),
)
