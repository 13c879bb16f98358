#include "vision/eval/side_by_side.hpp"

#include <atomic>
#include <thread>
#include <vector>

namespace vigie::vision {
namespace {

/// More would only fight for the same cores on the machines that this is for.
constexpr unsigned kAtATime = 2;

}  // namespace

void side_by_side(std::size_t runs, const std::function<void(std::size_t)>& run) {
    std::atomic<std::size_t> next = 0;
    const auto run_next = [&] {
        for (std::size_t i = next++; i < runs; i = next++) run(i);
    };
    std::vector<std::jthread> threads;
    threads.reserve(kAtATime);
    for (unsigned i = 0; i < kAtATime; ++i) threads.emplace_back(run_next);
}

}  // namespace vigie::vision
