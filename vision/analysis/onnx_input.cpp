#include "vision/analysis/onnx_input.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace vigie::vision {
namespace {

/// One field of a message: a number, or bytes that may be a message themselves.
struct Field {
    std::uint64_t number = 0;
    std::uint64_t value = 0;
    std::span<const char> bytes;
};

/// Walks over the fields of a message (Protocol Buffers' encoding). It never reads beyond its bytes.
class Fields {
public:
    explicit Fields(std::span<const char> message) : left_(message) {}

    /// The next field; nothing at the end and at what is no field.
    std::optional<Field> next() {
        if (left_.empty() || broken_) {
            return std::nullopt;
        }
        Field out;
        const auto key = varint();
        out.number = key >> 3U;
        switch (key & 7U) {
            case 0:
                out.value = varint();
                break;
            case 1:
                out.bytes = take(8);
                break;
            case 2:
                out.bytes = take(varint());
                break;
            case 5:
                out.bytes = take(4);
                break;
            default:
                broken_ = true;
        }
        broken_ = broken_ || out.number == 0;
        return broken_ ? std::nullopt : std::optional(out);
    }

    [[nodiscard]] bool broken() const { return broken_; }

private:
    std::uint64_t varint() {
        std::uint64_t out = 0;
        for (unsigned shift = 0; shift < 64 && !left_.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(left_.front());
            left_ = left_.subspan(1);
            out |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if ((byte & 0x80U) == 0) {
                return out;
            }
        }
        broken_ = true;
        return 0;
    }
    std::span<const char> take(std::uint64_t size) {
        if (size > left_.size()) {
            broken_ = true;
            return {};
        }
        const auto out = left_.first(static_cast<std::size_t>(size));
        left_ = left_.subspan(static_cast<std::size_t>(size));
        return out;
    }

    std::span<const char> left_;
    bool broken_ = false;
};

// Field numbers of onnx.proto3.
constexpr std::uint64_t kModelGraph = 7;
constexpr std::uint64_t kGraphInitializer = 5;
constexpr std::uint64_t kGraphInput = 11;
constexpr std::uint64_t kTensorName = 8;
constexpr std::uint64_t kValueName = 1;
constexpr std::uint64_t kValueType = 2;
constexpr std::uint64_t kTypeTensor = 1;
constexpr std::uint64_t kTensorTypeShape = 2;
constexpr std::uint64_t kShapeDimension = 1;
constexpr std::uint64_t kDimensionValue = 1;

std::string_view text_of(std::span<const char> bytes) {
    return {bytes.data(), bytes.size()};
}

/// The last field of that number that holds bytes (of repeated ones the last counts); empty when absent.
std::span<const char> inner(std::span<const char> message, std::uint64_t number) {
    std::span<const char> out;
    Fields fields(message);
    while (const auto field = fields.next()) {
        if (field->number == number) {
            out = field->bytes;
        }
    }
    return out;
}

OnnxInput input_of(std::span<const char> value) {
    OnnxInput out;
    out.name = text_of(inner(value, kValueName));
    Fields shape(inner(inner(inner(value, kValueType), kTypeTensor), kTensorTypeShape));
    while (const auto dimension = shape.next()) {
        if (dimension->number != kShapeDimension) {
            continue;
        }
        std::int64_t length = 0;
        Fields parts(dimension->bytes);
        while (const auto part = parts.next()) {
            if (part->number == kDimensionValue) {
                length = static_cast<std::int64_t>(part->value);
            }
        }
        out.shape.push_back(std::max<std::int64_t>(0, length));
    }
    return out;
}

}  // namespace

net::Result<OnnxInput> read_onnx_input(std::span<const char> file) {
    std::span<const char> graph;
    Fields model(file);
    while (const auto field = model.next()) {
        if (field->number == kModelGraph) {
            graph = field->bytes;
        }
    }
    if (model.broken() || graph.empty()) {
        return net::fail(net::ErrorCode::invalid_input,
                         file.empty() ? "is empty" : "is no ONNX file, or has lost its end");
    }
    std::vector<OnnxInput> inputs;
    std::vector<std::string_view> weights;
    Fields fields(graph);
    while (const auto field = fields.next()) {
        if (field->number == kGraphInput) {
            inputs.push_back(input_of(field->bytes));
        } else if (field->number == kGraphInitializer) {
            weights.push_back(text_of(inner(field->bytes, kTensorName)));
        }
    }
    // Old files list their weights among the inputs.
    std::erase_if(inputs, [&](const OnnxInput& input) {
        return std::find(weights.begin(), weights.end(), input.name) != weights.end();
    });
    if (fields.broken() || inputs.empty()) {
        return net::fail(net::ErrorCode::invalid_input, "is an ONNX file without an input, or is damaged");
    }
    return std::move(inputs.front());
}

}  // namespace vigie::vision
