// What a program that watches or records does first in main().
#pragma once

namespace vigie::net {

/// Lets nothing that happens to its terminal or its disk end the program or get into its files. Before any
/// thread:
/// - standard descriptors that were closed lead nowhere, or the next socket or database would get their
/// number and
///   the log's lines;
/// - a log whose reader has gone (SIGPIPE) and a file that may not grow (SIGXFSZ) are errors of write(), no
/// ends.
void outlive_terminal_and_disk();

}  // namespace vigie::net
