#!/usr/bin/env python3
"""No two types of one namespace have one name: to the linker they would be one type, and neither it nor the compiler says
so. Types of an unnamed namespace, and those within others, are their file's own. Usage: one_definition.py ROOT"""

import re
import sys
from pathlib import Path

from project_tree import project_files, report

SUFFIXES = {".cpp", ".hpp"}
NAMESPACE = re.compile(r"^(?:inline )?namespace ([A-Za-z0-9_:]+ )?\{$")
END = re.compile(r"^\}  // namespace")
# The format indents nothing in namespaces, so what begins a line is at namespace scope.
TYPE = re.compile(r"^(?:struct|class|enum class|enum|union) (?:\[\[\w+\]\] )?([A-Za-z_]\w*)\b(?!::)(?! *;)(?=[^;]*\{|\s*$|.*:)")


def definitions(text):
    """(namespace, name, line) of each type at the scope of a named namespace."""
    scopes = []
    for number, line in enumerate(text.splitlines(), 1):
        if match := NAMESPACE.match(line):
            scopes.append((match.group(1) or "").strip())
        elif END.match(line) and scopes:
            scopes.pop()
        elif scopes and "" not in scopes and (match := TYPE.match(line)):
            yield "::".join(scopes), match.group(1), number


def check(root):
    """The findings, and how many files were looked at."""
    first, findings = {}, []
    sources = [path for path in project_files(root) if path.suffix in SUFFIXES]
    for path in sources:
        for namespace, name, line in definitions(Path(root, path).read_text(encoding="utf-8")):
            known = first.setdefault((namespace, name), path)
            if known != path:
                findings.append(f"{path}:{line}: {namespace}::{name} is defined in {known} too: rename one of them")
    return findings, len(sources)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: one_definition.py ROOT")
    sys.exit(report(*check(sys.argv[1]), "one definition"))
