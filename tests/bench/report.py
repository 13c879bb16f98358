#!/usr/bin/env python3
"""Prints what vigie-bench measured as tables of ratios, and plots how the cost grows.

Usage: report.py RAW.json [--json FILE] [--plot FILE.png]
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

OTHERS = {"hog": "OpenCV HOG, full scan", "knn": "OpenCV KNN + blobs"}
GROWTH = {
    "people": ("people in view, 1280x720", "people"),
    "resolution": ("height of the picture (4:3), worked on at 288", "pixels"),
    "working": ("height worked on, of a picture of 768x576", "pixels"),
}

PLOT = """
set terminal pngcairo size 1200,460 font "Inter,11"
set output {output}
set grid lc rgb "#d0d4da"
set style line 1 lw 2 pt 7 ps 0.9 lc rgb "#2f7de1"
set style line 2 lw 2 pt 7 ps 0.9 lc rgb "#e0662f"
set key top left
set ylabel "ms a frame, one core"
set yrange [0:*]
set multiplot layout 1,2
set logscale x 2
set xlabel "people in view (1280x720)"
plot {people} with linespoints ls 1 title "whole pipeline"{people_split}
unset logscale x
set xlabel "picture height, pixels (4:3)"
plot {resolution} with linespoints ls 1 title "worked on at 288", {working} with linespoints ls 2 title "768x576 worked on at that height"
unset multiplot
"""


def figures_of(raw):
    """Group -> argument -> (milliseconds, stages, people counted); what failed is told apart."""
    groups, failed = {}, []
    for run in raw["benchmarks"]:
        group, argument = run["name"].split("/", 1)
        if run.get("error_occurred"):
            failed.append(f"{run['name']}: {run['error_message']}")
            continue
        stages = {name.removeprefix("ms "): value for name, value in run.items() if name.startswith("ms ")}
        groups.setdefault(group, {})[argument] = {"ms": run["cpu_time"], "stages": stages, "people": run.get("people")}
    return groups, failed


def print_stages(beside):
    ours = beside["vigie"]
    print("Stages of the whole pipeline, the demo's video (768x576)\n")
    for name, value in ours["stages"].items():
        print(f"  {name:<12} {value:7.2f} ms  {100 * value / ours['ms']:4.0f} %")
    print(f"  {'together':<12} {ours['ms']:7.2f} ms")
    if "decode" in beside:
        print(f"  {'decoding':<12} {beside['decode']['ms']:7.2f} ms more, where the source is a file")


def print_others(beside):
    ours = beside["vigie"]["ms"]
    print("\nBeside OpenCV's own detectors, same pictures, same run\n")
    print(f"  {'Vigie: found, followed, counted, masked, encoded':<52} {ours:8.2f} ms   1.0")
    for key, name in OTHERS.items():
        if key in beside:
            print(f"  {name + ': boxes only':<52} {beside[key]['ms']:8.2f} ms {beside[key]['ms'] / ours:5.1f}")


def print_growth(title, unit, rows):
    print(f"\nBy {title}\n")
    base = next(iter(rows.values()))["ms"]
    for argument, row in rows.items():
        counted = f"   counted {row['people']:6.1f}" if unit == "people" and row["people"] is not None else ""
        print(f"  {argument:>6} {unit:<7} {row['ms']:8.2f} ms   x {row['ms'] / base:5.2f}{counted}")


def block(name, rows, value):
    lines = "\n".join(f"{argument} {value(row)}" for argument, row in rows.items())
    return f"${name} << EOD\n{lines}\nEOD\n"


def plot(groups, file):
    whole = {group: block(group, groups[group], lambda row: row["ms"]) for group in GROWTH if group in groups}
    if len(whole) < len(GROWTH):
        print("\nNo plot: it needs the video's figures too", file=sys.stderr)
        return
    finding = block("finding", groups["people"], lambda row: sum(
        row["stages"].get(stage, 0.0) for stage in ("split", "track", "figures")))
    script = "".join(whole.values()) + finding + PLOT.format(
        output=json.dumps(str(file)), people="$people", resolution="$resolution", working="$working",
        people_split=', $finding with linespoints ls 2 title "of it: people told apart, followed, counted"')
    try:
        subprocess.run(["gnuplot"], input=script, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as cause:
        sys.exit(f"report.py: gnuplot could not write {file}: {cause}")
    print(f"\nPlot: {file}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("raw", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    groups, failed = figures_of(json.loads(options.raw.read_text(encoding="utf-8")))
    if "vigie" in groups.get("beside", {}):
        print_stages(groups["beside"])
        print_others(groups["beside"])
    for group, (title, unit) in GROWTH.items():
        if group in groups:
            print_growth(title, unit, groups[group])
    if options.json:
        options.json.write_text(json.dumps(groups, indent=2) + "\n", encoding="utf-8")
    if options.plot:
        plot(groups, options.plot)
    if failed:
        sys.exit("\n".join(["report.py: not measured:"] + failed))


if __name__ == "__main__":
    main()
