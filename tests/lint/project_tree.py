"""Walking the project's own files, for the lints of this folder."""

import os
import sys
from pathlib import Path

# What ./run leaves at the top of the repository.
SKIPPED_AT_TOP = ("build", "shots")
SKIPPED = (".git", ".cache", "__pycache__")


def is_foreign(folder, at_top):
    """Not the project's: output of ./run, any CMake build tree, version control, caches."""
    return folder.name in SKIPPED or (at_top and folder.name in SKIPPED_AT_TOP) or (folder / "CMakeCache.txt").exists()


def project_files(root):
    """Every project file below `root`, as paths relative to it, sorted."""
    found = []
    for folder, subfolders, files in os.walk(root):
        at_top = Path(folder) == Path(root)
        subfolders[:] = [name for name in subfolders if not is_foreign(Path(folder, name), at_top)]
        found += [Path(folder, name).relative_to(root) for name in files]
    return sorted(found)


def report(findings, checked, what):
    """Prints the findings, then one closing line; the process's exit code."""
    for finding in findings:
        print(finding)
    if findings:
        print(f"{len(findings)} violations of {what}", file=sys.stderr)
        return 1
    print(f"{what}: {checked} files, all clean")
    return 0
