#include "console/app/sign_in_desk.hpp"

#include <string.h>

#include <memory>
#include <utility>

#include "console/incidents/text_rules.hpp"

namespace vigie::console {

SignInDesk::SignInDesk(Check check, std::function<void()> answered)
    : check_(std::move(check)), answered_(std::move(answered)), thread_([this](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
              if (auto request = request_.wait_take(stop, std::chrono::hours(1))) {
                  answer_.put(check_(request->name, request->password));
                  // A password stays in memory no longer than it is needed.
                  ::explicit_bzero(request->password.data(), request->password.size());
                  answered_();
              }
          }
      }) {}

SignInDesk::~SignInDesk() = default;

void SignInDesk::ask(std::string name, std::string password) {
    if (!busy_.exchange(true)) {
        request_.put({std::move(name), std::move(password)});
    }
}

std::optional<net::Result<Operator>> SignInDesk::take() {
    auto answer = answer_.take();
    if (answer) {
        busy_ = false;
    }
    return answer;
}

SignInDesk::Check password_check(const std::filesystem::path& ledger) {
    return [ledger, accounts = std::make_shared<std::unique_ptr<Operators>>()](
               const std::string& name, const std::string& password) -> net::Result<Operator> {
        if (!*accounts) {
            auto opened = Operators::open(ledger);
            if (!opened) {
                return tl::unexpected<net::Error>(as_sentence(opened.error()));
            }
            *accounts = std::move(*opened);
        }
        return (*accounts)->verify(name, password);
    };
}

}  // namespace vigie::console
