#!/usr/bin/env python3
"""Who may include whom, and who may use which library: the tables of this file are the law.

Looks at every #include of the project's C++ files and at every target named in its CMakeLists.txt files.
A test folder may use what the folder it mirrors may use, and tests/support.
Usage: include_direction.py ROOT
"""

import re
import sys
from pathlib import Path

from project_tree import project_files, report

# Folder -> project folders whose headers it may include, itself always. A name without "/" means all its folders.
MAY_INCLUDE = {
    "net/types": [],
    "net/text": [],
    "net/files": ["net/types"],
    "net/command_line": ["net/types", "net/text"],
    "net/toml": ["net/types", "net/text"],
    "net/wire": ["net/types", "net/text"],
    "net/transport": ["net/types", "net/text", "net/command_line", "net/wire"],
    "net/archive": ["net/types", "net/wire"],
    "vision/configuration": ["net/types", "net/toml", "vision/capture", "vision/analysis", "vision/privacy", "vision/simulation", "vision/rendering"],
    "vision/simulation": ["net/types", "net/toml"],
    "vision/rendering": ["net/types", "vision/simulation"],
    "vision/capture": ["net/types", "vision/simulation", "vision/rendering"],
    "vision/fusion": ["net/types", "vision/analysis"],
    "vision/crowd": ["net/types", "vision/fusion"],
    "vision/analysis": ["net/types"],
    "vision/privacy": ["net/types"],
    "vision/rules": ["net/types"],
    "vision/store": ["net/types", "net/files", "net/wire"],
    "vision/node": ["net", "vision"],
    "vision/eval": ["net", "vision"],
    "vision/simulate": ["net", "vision"],
    "console/incidents": ["net/types", "net/text", "net/files", "net/wire"],
    "console/situation": ["net/types", "net/text", "net/wire", "console/incidents"],
    "console/views": ["net/types", "console/incidents", "console/situation"],
    "console/app": ["net", "console"],
    "console/tools": ["net", "console"],
    "tests/support": ["net", "vision", "console"],
    "tests/e2e": ["net", "vision", "console", "tests/support"],
    "tests/bench": ["net/types", "vision"],
    # The node puts the parts together, and so do its tests with the stand-ins of theirs.
    "tests/vision/node": ["net", "vision", "tests/support", "tests/vision"],
    "tests/scenes": ["net", "vision", "tests/support"],
}

# Library -> (what its headers look like, what its CMake targets look like, folders that may use it).
LIBRARIES = {
    "ZeroMQ": (r"zmq(_addon|_utils)?\.h(pp)?", r"vigie::zmq|PkgConfig::ZMQ|cppzmq.*|zmq", ["net/transport"]),
    "Protocol Buffers": (
        r"google/protobuf/.*|.*\.pb\.h",
        r"protobuf::.*|vigie_net_schema",
        ["net/wire"],
    ),
    "OpenCV": (r"opencv.*", r"opencv_\w+|OpenCV::.*|\$\{OpenCV_LIBS\}", ["vision", "e2e", "bench"]),
    "FFmpeg": (r"libav\w+/.*", r"vigie::av\w+|PkgConfig::AV\w+", ["vision/capture"]),
    "Dear ImGui": (
        r"imgui.*|imstb_.*|backends/imgui.*|imgui/.*",
        r"vigie::imgui\w*|vigie_imgui\w*|PkgConfig::IMGUI",
        ["console/views", "console/app"],
    ),
    "GLFW, OpenGL and X11": (
        r"GLFW/.*|GL/.*|KHR/.*|X11/.*",
        r"vigie::imgui_glfw|glfw|OpenGL::.*|X11::.*",
        ["console/app"],
    ),
    "SQL": (
        r"sqlite3\.h|soci/.*|soci\.h",
        r"SQLite::SQLite3|vigie::soci|soci_\w+",
        ["net/archive", "vision/store", "console/incidents"],
    ),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
PROJECT_TARGET = re.compile(r"\bvigie_(net|vision|console)_(\w+?)\b")
AREAS = ("net", "vision", "console", "tests")


def folder_of(path):
    """The owning folder: net/types, or tests/net/types for a test; the area alone for a file right below it."""
    parts = Path(path).parts
    depth = 3 if parts[0] == "tests" and len(parts) > 1 and parts[1] in AREAS else 2
    return "/".join(parts[: min(depth, len(parts) - 1)])


def covers(allowed, folder):
    return folder == allowed or folder.startswith(allowed + "/")


def sees(folder):
    """The project folders that `folder` may include; None when the table does not know it."""
    mirrored = folder.removeprefix("tests/")
    if mirrored != folder and folder not in MAY_INCLUDE:
        seen = sees(mirrored)
        return None if seen is None else seen + [folder, "tests/support"]
    if folder not in MAY_INCLUDE:
        return None
    return MAY_INCLUDE[folder] + [folder]


def project_finding(folder, target):
    """Why `folder` may not use the project's folder `target`; None when it may."""
    allowed = sees(folder)
    if allowed is None:
        return f"folder {folder} has no row in the table of tests/lint/include_direction.py"
    if any(covers(name, target) for name in allowed):
        return None
    return f"{folder} may not use {target} (it may use {', '.join(sorted(allowed))})"


def library_finding(folder, name, column):
    """Why `folder` may not use the library that owns this header (column 0) or CMake target (column 1)."""
    owner = folder.removeprefix("tests/")
    for library, row in LIBRARIES.items():
        if re.fullmatch(row[column], name) and not any(covers(place, owner) for place in row[2]):
            return f"{library} ({name}) may be used only in {', '.join(row[2])} and their tests"
    return None


def header_finding(root, path, quote, name):
    folder = folder_of(path)
    found = library_finding(folder, name, 0)
    if found:
        return found
    rooted = name.split("/")[0] in AREAS
    if quote == "<":
        return f'project header <{name}>: include it as "{name}"' if rooted else None
    if not rooted:
        return f'"{name}": project includes are rooted at the top of the repository'
    made_of = name + ".in"  # what CMake configures a header from
    if not name.endswith(".pb.h") and not any(Path(root, file).is_file() for file in (name, made_of)):
        return f'"{name}": no such file'
    return project_finding(folder, folder_of(name))


def check_source(root, path):
    text = Path(root, path).read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        finding = match and header_finding(root, path, *match.groups())
        if finding:
            yield f"{path}:{number}: {finding}"


def target_finding(folder, token):
    match = PROJECT_TARGET.fullmatch(token)
    if match and "/".join(match.groups()) in MAY_INCLUDE:
        return project_finding(folder, "/".join(match.groups()))
    return library_finding(folder, token, 1)


def check_cmake(root, path):
    text = Path(root, path).read_text(encoding="utf-8", errors="replace")
    folder = folder_of(path)
    if len(Path(path).parts) < 3 or path.parts[0] not in AREAS:
        return
    for number, line in enumerate(text.splitlines(), 1):
        for token in re.split(r"[\s()\";]+", line.split("#")[0]):
            finding = target_finding(folder, token)
            if finding:
                yield f"{path}:{number}: {finding}"


def check(root):
    """The findings, and how many files were looked at."""
    findings, checked = [], 0
    for path in project_files(root):
        if path.parts[0] not in AREAS:
            continue
        if path.suffix in (".cpp", ".hpp"):
            findings += check_source(root, path)
        elif path.name == "CMakeLists.txt":
            findings += check_cmake(root, path)
        else:
            continue
        checked += 1
    return findings, checked


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: include_direction.py ROOT")
    sys.exit(report(*check(sys.argv[1]), "include direction"))
