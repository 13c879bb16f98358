#!/usr/bin/env python3
"""No source file is longer than 500 lines. Usage: file_length.py ROOT"""

import sys
from pathlib import Path

from project_tree import project_files, report

LONGEST = 500
SUFFIXES = {".cpp", ".hpp", ".proto", ".py", ".sh", ".cmake"}
NAMES = {"CMakeLists.txt", "run"}


def is_source(path):
    return path.suffix in SUFFIXES or path.name in NAMES


def check(root):
    """The findings, and how many files were looked at."""
    findings = []
    sources = [path for path in project_files(root) if is_source(path)]
    for path in sources:
        lines = len(Path(root, path).read_bytes().splitlines())
        if lines > LONGEST:
            findings.append(f"{path}: {lines} lines, at most {LONGEST}: one idea per file, split it")
    return findings, len(sources)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: file_length.py ROOT")
    sys.exit(report(*check(sys.argv[1]), "file length"))
