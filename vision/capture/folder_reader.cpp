// Pictures in a folder through OpenCV, played in the order of their names.
#include <fmt/format.h>

#include <string.h>  // NOLINT(modernize-deprecated-headers): strverscmp is GNU's, not C++'s

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "vision/capture/opencv_source.hpp"
#include "vision/capture/picture_header.hpp"

namespace vigie::vision {

using net::ErrorCode;
using net::Reason;
using net::Result;

namespace {

namespace fs = std::filesystem;

constexpr int kSmallestSide = 64;
constexpr int kLargestSide = 8192;
constexpr std::uintmax_t kLargestFile = 512'000'000;  // 8192 x 8192 pixels of 16 bits, uncompressed: 403 MB

bool is_picture(const fs::path& file) {
    static constexpr std::array<std::string_view, 9> kEndings{".jpg",  ".jpeg", ".png", ".bmp", ".tif",
                                                              ".tiff", ".webp", ".ppm", ".pgm"};
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char letter) { return std::tolower(letter); });
    return std::ranges::find(kEndings, ending) != kEndings.end();
}

/// Frame 2 comes before frame 10.
bool comes_before(const std::string& one, const std::string& other) {
    return strverscmp(one.c_str(), other.c_str()) < 0;
}

/// Empty when it cannot be read.
std::vector<uchar> bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// A JPEG without its end: OpenCV fills what is missing with grey and says that all is well.
bool is_cut_off(const std::vector<uchar>& bytes) {
    constexpr std::array<uchar, 2> kStart{0xFF, 0xD8};
    constexpr std::array<uchar, 2> kEnd{0xFF, 0xD9};
    constexpr std::size_t kMostBehind = 4096;  // some cameras write notes of their own behind the end
    if (bytes.size() < kStart.size() || !std::equal(kStart.begin(), kStart.end(), bytes.begin()))
        return false;
    const auto from = bytes.end() - static_cast<std::ptrdiff_t>(std::min(bytes.size(), kMostBehind));
    return std::search(from, bytes.end(), kEnd.begin(), kEnd.end()) == bytes.end();
}

/// Why a picture of that size is not played; empty: it is.
std::string unfit(cv::Size size) {
    const auto [least, most] = std::minmax(size.width, size.height);
    if (least >= kSmallestSide && most <= kLargestSide) return {};
    return fmt::format("is {}x{}, sides of {} to {} pixels are analysed", size.width, size.height,
                       kSmallestSide, kLargestSide);
}

class FolderReader final : public FrameReader {
public:
    explicit FolderReader(FolderSource source) : folder_(std::move(source.folder)), loops_(source.loop) {}

    Result<void> open() override {
        auto names = list();
        if (!names) return tl::unexpected(names.error());
        names_ = std::move(*names);
        std::erase_if(unreadable_, [this](const std::string& name) {
            return !std::binary_search(names_.begin(), names_.end(), name, comes_before);
        });
        next_ = 0;
        if (!failed_.empty()) {
            const auto after = std::upper_bound(names_.begin(), names_.end(), failed_, comes_before);
            next_ = static_cast<std::size_t>(after - names_.begin());
            failed_.clear();
            if (loops_ && next_ == names_.size()) next_ = 0;
        }
        return {};
    }

    Result<Reading> read(cv::Mat& picture) override {
        if (next_ >= names_.size()) return Reading::end;
        const std::string& name = names_[next_++];
        const fs::path file = folder_ / name;
        auto bgr = picture_of(file);
        if (!bgr) {
            failed_ = name;
            unreadable_.insert(name);
            return tl::unexpected(bgr.error());
        }
        if (!unreadable_.empty()) unreadable_.erase(name);  // mended since
        picture = std::move(*bgr);
        return Reading::frame;
    }

    std::optional<double> native_fps() const override { return std::nullopt; }
    std::uint64_t unreadable() const override { return unreadable_.size(); }
    void close() override { names_.clear(); }

private:
    Result<std::vector<std::string>> list() const {
        std::vector<std::string> names;
        std::error_code error;
        fs::directory_iterator entries(folder_, error);
        for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
            std::error_code unknown;
            if (entries->is_regular_file(unknown) && is_picture(entries->path())) {
                names.push_back(entries->path().filename().string());
            }
        }
        if (error) {
            return net::fail(
                ErrorCode::not_found,
                {fmt::format("there is no folder '{}' that may be read ({}): check the camera's source",
                             folder_.string(), error.message()),
                 Reason::source_folder_missing,
                 {folder_.string()}});
        }
        if (names.empty()) {
            return net::fail(
                ErrorCode::invalid_input,
                {fmt::format("the folder '{}' holds no pictures (jpg, png, bmp, tif, webp, ppm, pgm): "
                             "check the camera's source",
                             folder_.string()),
                 Reason::source_folder_empty,
                 {folder_.string()}});
        }
        std::ranges::sort(names, comes_before);
        return names;
    }

    static Result<cv::Mat> picture_of(const fs::path& file) {
        const auto refuse = [&](const std::string& why) {
            return net::fail(ErrorCode::invalid_input,
                             {fmt::format("the picture '{}' {}: it is passed over", file.string(), why),
                              Reason::source_picture_broken,
                              {file.string()}});
        };
        std::error_code unknown;
        if (const auto size = fs::file_size(file, unknown); !unknown && size > kLargestFile) {
            return refuse(fmt::format("is a file of {} MB, up to {} MB are read", size / 1'000'000,
                                      kLargestFile / 1'000'000));
        }
        const auto bytes = bytes_of(file);
        if (bytes.empty()) return refuse("cannot be read, check that it is there and may be");
        if (is_cut_off(bytes)) return refuse("is cut off, check that it is whole");
        const auto told = size_in_header(bytes);
        if (!told) return refuse("cannot be read, check that it is whole");
        // Before it is decoded, which might take all memory.
        if (const auto why = unfit(*told); !why.empty()) return refuse(why);
        cv::Mat decoded;
        try {
            decoded = cv::imdecode(bytes, cv::IMREAD_COLOR | cv::IMREAD_ANYDEPTH);
        } catch (const cv::Exception&) {  // told below, with the file's name instead of OpenCV's words
        }
        if (decoded.empty()) return refuse("cannot be read, check that it is whole");
        if (decoded.depth() != CV_8U) return refuse("is not of 8 bits a channel, which is not guessed at");
        if (const auto why = unfit(decoded.size()); !why.empty()) return refuse(why);
        return as_bgr(decoded, file.string());
    }

    fs::path folder_;
    bool loops_;
    std::vector<std::string> names_;
    std::size_t next_ = 0;
    std::set<std::string, std::less<>> unreadable_;
    std::string failed_;  ///< the picture that could not be read; the next open() goes on after it
};

}  // namespace

std::unique_ptr<FrameReader> make_folder_reader(const FolderSource& source) {
    return std::make_unique<FolderReader>(source);
}

}  // namespace vigie::vision
