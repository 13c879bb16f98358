#!/usr/bin/python3
"""A small RTSP camera for tests: a moving ball at rtsp://127.0.0.1:PORT/ball, H.264.

Usage: rtsp_server.py PORT WIDTH HEIGHT
PORT 0 lets the system choose. Prints the port once clients may connect, and ends when its standard input does.
Debian's own Python: python3-gi and gir1.2-gst-rtsp-server-1.0 are made for it.
"""

import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402 (versions are asked for first)

PIPELINE = (
    "( videotestsrc is-live=true pattern=ball ! video/x-raw,width={},height={},framerate=20/1 "
    "! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=10 ! rtph264pay name=pay0 config-interval=1 )"
)


def main():
    port, width, height = sys.argv[1:4]
    Gst.init(None)
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(PIPELINE.format(width, height))
    factory.set_shared(True)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(port)
    server.get_mount_points().add_factory("/ball", factory)
    if server.attach(None) == 0:
        sys.exit(f"cannot listen on port {port}")
    print(server.get_bound_port(), flush=True)
    loop = GLib.MainLoop()
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_HUP | GLib.IO_IN, lambda *_: loop.quit())
    loop.run()


main()
