// What the ledger tells when its file was lost while in use.
#pragma once

#include "net/types/sentence.hpp"

namespace vigie::console {

/// The file was deleted, moved or replaced, and everything was saved. Nothing is lost.
struct LedgerLoss {
    net::Sentence what;  ///< what happened and where recording goes on; begins small, no full stop
    bool aside = false;  ///< it goes on in another file than the one that was opened: somebody must choose
};

}  // namespace vigie::console
