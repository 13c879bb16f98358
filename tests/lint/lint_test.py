#!/usr/bin/env python3
"""The lints find a planted violation and stay quiet on the same tree without it."""

import tempfile
import unittest
from pathlib import Path

import file_length
import include_direction
import one_definition

CLEAN_TREE = {
    "net/types/scene.hpp": "#pragma once\n#include <vector>\n#include <tl/expected.hpp>\n",
    "net/wire/codec.hpp": '#include "net/types/scene.hpp"\n',
    "net/wire/codec.cpp": '#include "net/wire/codec.hpp"\n#include "net/wire/vigie.pb.h"\n',
    "net/transport/pull.cpp": '#include <zmq.hpp>\n#include "net/wire/codec.hpp"\n',
    "net/transport/CMakeLists.txt": "vigie_library(vigie_net_transport SOURCES pull.cpp PUBLIC vigie_net_wire vigie::zmq)\n",
    "vision/analysis/blobs.hpp": '#include <opencv2/core.hpp>\n#include "net/types/scene.hpp"\n',
    "vision/node/main.cpp": '#include "vision/analysis/blobs.hpp"\n',
    "console/views/wall.hpp": '#include <imgui.h>\n#include "net/types/scene.hpp"\n',
    "console/app/window.cpp": '#include <GLFW/glfw3.h>\n#include "console/views/wall.hpp"\n',
    "tests/support/fake_clock.hpp": '#include "net/types/scene.hpp"\n',
    "tests/console/views/wall_test.cpp": '#include <imgui.h>\n#include "tests/support/fake_clock.hpp"\n'
    '#include "console/views/wall.hpp"\n',
    "tests/e2e/live_test.cpp": '#include <opencv2/core.hpp>\n#include "tests/support/fake_clock.hpp"\n#include "vision/node/main.cpp"\n#include "console/views/wall.hpp"\n',
    "build/net/types/generated.hpp": '#include "console/views/wall.hpp"\n',
    "vision/build-mine/CMakeCache.txt": "",
    "vision/build-mine/bad.cpp": '#include "console/views/wall.hpp"\n',
}

SOURCES = len(CLEAN_TREE) - 3  # the last three lie in build trees


class PlantedTree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for path, text in CLEAN_TREE.items():
            self.plant(path, text)

    def plant(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


class IncludeDirection(PlantedTree):
    def assert_found(self, path, text, *words):
        self.plant(path, text)
        findings, _ = include_direction.check(self.root)
        self.assertEqual(len(findings), 1, findings)
        for word in (path, *words):
            self.assertIn(word, findings[0])

    def test_a_clean_tree_has_no_findings(self):
        findings, checked = include_direction.check(self.root)
        self.assertEqual(findings, [])
        self.assertEqual(checked, SOURCES)

    def test_upwards_inside_net(self):
        self.assert_found("net/types/bad.hpp", '\n#include "net/wire/codec.hpp"\n', ":2:", "net/types may not use net/wire")

    def test_vision_and_console_never_meet(self):
        self.assert_found("vision/node/bad.cpp", '#include "console/views/wall.hpp"\n', "may not use console/views")

    def test_console_never_meets_vision(self):
        self.assert_found("console/app/bad.cpp", '#include "vision/analysis/blobs.hpp"\n', "may not use vision/analysis")

    def test_analysis_has_no_sockets(self):
        self.assert_found("vision/analysis/bad.cpp", '#include "net/transport/pull.cpp"\n', "may not use net/transport")

    def test_a_test_may_use_only_what_its_folder_may(self):
        self.assert_found("tests/net/types/bad_test.cpp", '#include "net/transport/pull.cpp"\n', "net/transport")

    def test_zmq_outside_transport(self):
        self.assert_found("console/app/bad.cpp", "#include <zmq.hpp>\n", "ZeroMQ")

    def test_opencv_outside_vision(self):
        self.assert_found("console/app/bad.cpp", "#  include <opencv2/imgproc.hpp>\n", "OpenCV")

    def test_opencv_in_a_test_outside_vision(self):
        self.assert_found("tests/console/app/bad.cpp", '#include "opencv2/core.hpp"\n', "OpenCV")

    def test_imgui_outside_views_and_app(self):
        self.assert_found("console/situation/bad.cpp", "#include <imgui_internal.h>\n", "Dear ImGui")

    def test_gl_outside_app(self):
        self.assert_found("console/views/bad.cpp", "#include <GL/gl.h>\n", "GLFW, OpenGL and X11")
        self.assert_found("console/views/bad.cpp", "#include <X11/Xlib.h>\n", "GLFW, OpenGL and X11")

    def test_sql_outside_stores(self):
        self.assert_found("vision/node/bad.cpp", "#include <sqlite3.h>\n", "SQL")

    def test_generated_messages_outside_wire(self):
        self.assert_found("net/transport/bad.cpp", '#include "net/wire/vigie.pb.h"\n', "Protocol Buffers")

    def test_include_not_rooted_at_the_top(self):
        self.assert_found("net/types/bad.cpp", '#include "scene.hpp"\n', "rooted")

    def test_project_include_in_angle_brackets(self):
        self.assert_found("net/types/bad.cpp", "#include <net/types/scene.hpp>\n", 'include it as "net/types/scene.hpp"')

    def test_include_of_a_missing_file(self):
        self.assert_found("net/types/bad.cpp", '#include "net/types/scenery.hpp"\n', "no such file")

    def test_a_folder_that_the_table_does_not_know(self):
        self.assert_found("net/odd/bad.cpp", '#include "net/types/scene.hpp"\n', "no row in the table")

    def test_a_target_that_links_upwards(self):
        self.assert_found("net/types/CMakeLists.txt", "vigie_library(vigie_net_types PUBLIC vigie_net_transport)\n", ":1:")

    def test_a_target_that_links_a_foreign_library(self):
        self.assert_found(
            "console/views/CMakeLists.txt",
            "# opencv_core here is only a comment\nvigie_library(vigie_console_views\n  PUBLIC opencv_core)\n",
            ":3:",
            "OpenCV",
        )


class OneDefinition(PlantedTree):
    def plant_two(self, first, second):
        self.plant("vision/analysis/body.hpp", f"namespace vigie::vision {{\n\n{first}\n\n}}  // namespace vigie::vision\n")
        self.plant("vision/rules/body.cpp", f"namespace vigie::vision {{\n\n{second}\n\n}}  // namespace vigie::vision\n")
        return one_definition.check(self.root)[0]

    def test_two_types_of_one_name_are_found(self):
        for first, second in (
            ("struct Body {\n};", "class Body final : public Base {\n};"),
            ("enum class Body : int { a };", "struct Body {};"),
        ):
            with self.subTest(second):
                findings = self.plant_two(first, second)
                self.assertEqual(len(findings), 1, findings)
                self.assertIn("vision/rules/body.cpp:3: vigie::vision::Body is defined in vision/analysis/body.hpp too", findings[0])

    def test_declarations_members_and_a_files_own_types_are_none(self):
        for second in (
            "class Body;",
            "struct Body::Part {\n};",
            "namespace {\n\nstruct Body {\n};\n\n}  // namespace",
            "struct Other {\n    struct Body {\n    };\n};",
        ):
            with self.subTest(second):
                self.assertEqual(self.plant_two("struct Body {\n};", second), [])

    def test_another_namespace_is_another_type(self):
        self.plant("net/types/body.hpp", "namespace vigie::net {\n\nstruct Body {\n};\n\n}  // namespace vigie::net\n")
        self.assertEqual(self.plant_two("struct Body {\n};", "struct Other {\n};"), [])


class FileLength(PlantedTree):
    def test_five_hundred_lines_pass(self):
        self.plant("net/types/long.cpp", "int x;\n" * 500)
        findings, checked = file_length.check(self.root)
        self.assertEqual(findings, [])
        self.assertEqual(checked, SOURCES + 1)

    def test_one_line_more_is_found(self):
        for path in ("net/types/long.hpp", "net/wire/long.proto", "tests/lint/long.py", ".ci/lib/long.sh", "run"):
            with self.subTest(path):
                self.plant(path, "x\n" * 501)
                findings, _ = file_length.check(self.root)
                self.assertEqual(len(findings), 1, findings)
                self.assertIn(f"{path}: 501 lines", findings[0])
                (self.root / path).unlink()

    def test_a_last_line_without_newline_counts(self):
        self.plant("net/types/long.cpp", "x\n" * 500 + "x")
        self.assertEqual(len(file_length.check(self.root)[0]), 1)

    def test_other_files_may_be_long(self):
        self.plant("LICENSE", "x\n" * 600)
        self.plant("build/net/long.cpp", "x\n" * 600)
        self.assertEqual(file_length.check(self.root)[0], [])


if __name__ == "__main__":
    unittest.main()
