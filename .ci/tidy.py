#!/usr/bin/env python3
"""Runs clang-tidy over the project's own files, two at a time, and remembers those that were clean.

A file is looked at again when it, a project header it includes, its compile command or the checks changed. Headers
of installed packages are taken as they are: remove ~/.cache/vigie/clang-tidy after upgrading them. That folder serves
every clone, as a compiler cache does; $XDG_CACHE_HOME moves it.
Usage: tidy.py DIR, where DIR holds compile_commands.json. Exits 1 when there are findings.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AREAS = ("net", "vision", "console", "tests")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def own_entries(folder):
    """(file, command) of the project's own sources, generated ones left out."""
    for entry in json.loads((folder / "compile_commands.json").read_text()):
        file = Path(entry["file"])
        if file.is_relative_to(ROOT) and file.relative_to(ROOT).parts[0] in AREAS:
            yield file, entry["command"]


def source_of(name):
    """The file behind an include; for generated messages, the schema that they are made from."""
    return ROOT / re.sub(r"\.pb\.h$", ".proto", name)


@lru_cache(maxsize=None)
def read(path):
    return path.read_bytes() if path.is_file() else b""


def reachable(file):
    """`file` and every project file it includes, directly or not."""
    seen, todo = {file}, [file]
    while todo:
        for name in INCLUDE.findall(read(todo.pop()).decode("utf-8", "replace")):
            header = source_of(name)
            if header not in seen:
                seen.add(header)
                todo.append(header)
    return sorted(seen)


def fingerprint(file, command, checks):
    digest = hashlib.sha256(checks + command.replace(str(ROOT), "").encode())
    for path in reachable(file):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + read(path))
    return digest.hexdigest()


def tidy(folder, file):
    """The findings in `file` as clang-tidy prints them; empty when it is clean."""
    run = subprocess.run(
        ["clang-tidy", "--quiet", "-p", str(folder), str(file)], capture_output=True, text=True, check=False
    )
    return "" if run.returncode == 0 else run.stdout or run.stderr


def main(folder):
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    checks = version + (ROOT / ".clang-tidy").read_bytes()
    clean = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vigie" / "clang-tidy"
    clean.mkdir(parents=True, exist_ok=True)
    todo = {file: clean / fingerprint(file, command, checks) for file, command in own_entries(folder)}
    total = len(todo)
    todo = {file: mark for file, mark in todo.items() if not mark.exists()}
    print(f"clang-tidy: {total} files, {len(todo)} to look at", file=sys.stderr)
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {pool.submit(tidy, folder, file): file for file in sorted(todo)}
        for done in as_completed(running):
            findings = done.result()
            if findings:
                failed += 1
                print(findings.replace(f"{ROOT}/", ""), flush=True)
            else:
                todo[running[done]].touch()
    if failed:
        print(f"clang-tidy: findings in {failed} files", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: tidy.py DIR")
    sys.exit(main(Path(sys.argv[1]).resolve()))
