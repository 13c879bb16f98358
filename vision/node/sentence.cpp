#include "vision/node/sentence.hpp"

#include "net/text/text.hpp"
#include "net/wire/check.hpp"

namespace vigie::vision {

std::string fit_sentence(std::string_view text) {
    return net::as_line(text, net::kLongestSentence);
}

net::Sentence fit_sentence(const net::Sentence& sentence) {
    net::Sentence out{fit_sentence(std::string_view(sentence.english)), sentence.reason, {}};
    for (const auto& value : sentence.about) out.about.push_back(fit_sentence(std::string_view(value)));
    return out;
}

}  // namespace vigie::vision
