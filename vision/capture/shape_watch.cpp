#include "vision/capture/shape_watch.hpp"

#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include "vision/capture/picture_header.hpp"

namespace vigie::vision {

namespace {

constexpr std::uint64_t kAhead = 20;  // frames; H.264 and H.265 reorder 16 at most

struct CloseInput {
    void operator()(AVFormatContext* input) const { avformat_close_input(&input); }
};
struct FreeCodec {
    void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
};
struct CloseParser {
    void operator()(AVCodecParserContext* parser) const { av_parser_close(parser); }
};
struct FreePacket {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};

int first_video_of(const AVFormatContext& input) {
    for (unsigned i = 0; i < input.nb_streams; ++i) {
        if (input.streams[i]->codecpar->codec_type == AVMEDIA_TYPE_VIDEO) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace

struct ShapeWatch::Input {
    std::unique_ptr<AVFormatContext, CloseInput> format;
    std::unique_ptr<AVCodecContext, FreeCodec> codec;
    std::unique_ptr<AVCodecParserContext, CloseParser> parser;  ///< null for Motion JPEG
    std::unique_ptr<AVPacket, FreePacket> packet{av_packet_alloc()};
    int stream = -1;
    cv::Size first;
    cv::Size first_of_codec;

    /// False when it is no video whose sizes are known.
    bool open(const std::filesystem::path& file) {
        AVFormatContext* opened = nullptr;
        if (avformat_open_input(&opened, file.c_str(), nullptr, nullptr) < 0) return false;
        format.reset(opened);
        if (avformat_find_stream_info(opened, nullptr) < 0) return false;
        stream = first_video_of(*format);
        return stream >= 0 && packet != nullptr && begin(*format->streams[stream]->codecpar);
    }

    [[nodiscard]] std::optional<std::uint64_t> told_frames() const {
        // MP4 counts pictures, too, but those also that its edit list leaves out.
        const bool counts = stream >= 0 && std::string_view(format->iformat->name) == "avi";
        const std::int64_t told = counts ? format->streams[stream]->nb_frames : 0;
        return told > 0 ? std::optional(static_cast<std::uint64_t>(told)) : std::nullopt;
    }

    bool begin(const AVCodecParameters& parameters) {
        codec.reset(avcodec_alloc_context3(nullptr));
        if (!codec || avcodec_parameters_to_context(codec.get(), &parameters) < 0) return false;
        return begin_parser();
    }

    bool begin_parser() {
        if (codec->codec_id == AV_CODEC_ID_MJPEG) return true;
        parser.reset(av_parser_init(codec->codec_id));
        if (parser) parser->flags |= PARSER_FLAG_COMPLETE_FRAMES;
        return parser != nullptr;
    }

    /// Some containers give what a decoder must know of a new size beside the packet.
    void take_new_head() {
        std::size_t size = 0;
        const auto* head = av_packet_get_side_data(packet.get(), AV_PKT_DATA_NEW_EXTRADATA, &size);
        if (head == nullptr || size == 0) return;
        auto* copy = static_cast<std::uint8_t*>(av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE));
        if (copy == nullptr) return;
        std::memcpy(copy, head, size);
        av_freep(&codec->extradata);
        codec->extradata = copy;
        codec->extradata_size = static_cast<int>(size);
        static_cast<void>(begin_parser());
    }

    /// Whether the packet's picture has another size than the first one: both, or nothing.
    std::optional<ShapeChange> change() {
        const std::span<const std::uint8_t> bytes(packet->data, static_cast<std::size_t>(packet->size));
        if (codec->codec_id == AV_CODEC_ID_MJPEG) return differs(first, size_of_jpeg(bytes).value_or(first));
        take_new_head();
        if (!parser) return std::nullopt;
        codec->width = codec->height = codec->coded_width = codec->coded_height = 0;  // some set it only then
        std::uint8_t* out = nullptr;
        int out_size = 0;
        av_parser_parse2(parser.get(), codec.get(), &out, &out_size, packet->data, packet->size, packet->pts,
                         packet->dts, packet->pos);
        // Only there a size begins; what comes before the first one has it from the container at best.
        if ((packet->flags & AV_PKT_FLAG_KEY) == 0) return std::nullopt;
        // Some parsers say it themselves, the others through the codec, which may count borders in.
        if (parser->width > 0 && parser->height > 0) return differs(first, {parser->width, parser->height});
        return differs(first_of_codec, {codec->width, codec->height});
    }

    static std::optional<ShapeChange> differs(cv::Size& first, cv::Size now) {
        if (now.empty()) return std::nullopt;
        if (first.empty()) first = now;
        return now == first ? std::nullopt : std::optional(ShapeChange{first, now, 0});
    }
};

ShapeWatch::ShapeWatch() = default;
ShapeWatch::~ShapeWatch() = default;
ShapeWatch::ShapeWatch(ShapeWatch&&) noexcept = default;
ShapeWatch& ShapeWatch::operator=(ShapeWatch&&) noexcept = default;

void ShapeWatch::open(const std::filesystem::path& file) {
    close();
    input_ = std::make_unique<Input>();
    const bool knows_sizes = input_->open(file);
    told_frames_ = input_->told_frames();
    if (!knows_sizes) input_.reset();
}

void ShapeWatch::close() {
    *this = ShapeWatch();
}

bool ShapeWatch::look_at_packet() {
    AVPacket* packet = input_->packet.get();
    while (av_read_frame(input_->format.get(), packet) >= 0) {
        const bool is_picture = packet->stream_index == input_->stream;
        if (is_picture) {
            ++packets_;
            change_ = input_->change();
            if (change_) change_->frame = packets_;
        }
        av_packet_unref(packet);
        if (is_picture) return true;
    }
    return false;
}

std::optional<ShapeChange> ShapeWatch::next() {
    ++frames_;
    while (input_ && !change_ && packets_ < frames_ + kAhead) {
        if (!look_at_packet()) input_.reset();
    }
    return change_;
}

std::string text_of(cv::Size size) {
    return std::to_string(size.width) + "x" + std::to_string(size.height);
}

}  // namespace vigie::vision
