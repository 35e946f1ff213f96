"""Reading the YAML of packs and calendars: nothing but plain data, dates left as text."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from desktop.errors import UserError

SAFE = "已经填写的材料没有改动。"
TODO = "请换用完好的规则包，或者重新安装程序。"


class _PlainLoader(yaml.SafeLoader):
    """Safe YAML without anchors, without repeated keys; a date is text like any other."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases: a pack says each thing where it stands."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        """Refuse a key written twice: the first would silently be lost."""
        seen: set[object] = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"duplicate key {key}", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


# YAML 1.1 takes `off`, 1:30 and 2024-07-10 for values; here they are the text they look like.
_PlainLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(?:0|[1-9][0-9]*)", list("-0123456789")),
):
    _PlainLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first
    )


def read_text(path: Path) -> str:
    """The text of ``path``; a :class:`UserError` where it cannot be had."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"文件 {path.name} 读不出来。", safe=SAFE, todo=TODO) from error


def read_yaml(path: Path) -> object:
    """The data in ``path``; a :class:`UserError` names the file and the line."""
    try:
        # A loader of our own on SafeLoader, stricter than it.
        return yaml.load(read_text(path), Loader=_PlainLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = f"第 {error.problem_mark.line + 1} 行" if error.problem_mark else "有一处"
        raise UserError(f"文件 {path.name} {line}写法不对。", safe=SAFE, todo=TODO) from error
    except yaml.YAMLError as error:
        raise UserError(f"文件 {path.name} 写法不对。", safe=SAFE, todo=TODO) from error
