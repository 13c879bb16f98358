#include "console/views/layout.hpp"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace vigie::console {
namespace {

struct Window {
    float width;
    float height;
};
constexpr std::array kWindows = {Window{1280, 720}, Window{1366, 768}, Window{1600, 900}, Window{1920, 1080},
                                 Window{2560, 1440}};
constexpr std::array kScales = {0.75F, 1.0F, 1.25F, 1.5F};

std::vector<std::pair<std::string, MarkRect>> panels_of(const Layout& layout) {
    return {{"top bar", layout.top_bar},  {"queue", layout.queue},   {"detail", layout.detail},
            {"banner", layout.banner},    {"notice", layout.notice}, {"wall", layout.wall},
            {"plan", layout.plan},        {"zones", layout.zones},   {"health", layout.health},
            {"timeline", layout.timeline}};
}

template <class Check>
void for_each_layout(Check check) {
    for (const Window& window : kWindows) {
        for (const float scale : kScales) {
            for (const bool lines : {false, true}) {
                SCOPED_TRACE(testing::Message() << window.width << "x" << window.height << " at " << scale
                                                << (lines ? " with banner and notice" : ""));
                check(window, scale,
                      layout_for(window.width, window.height, scale, lines ? 46.0F * scale : 0.0F,
                                 lines ? 46.0F * scale : 0.0F));
            }
        }
    }
}

TEST(Layout, PanelsNeverOverlapAndStayInTheWindow) {
    for_each_layout([](const Window& window, float, const Layout& layout) {
        const auto panels = panels_of(layout);
        for (std::size_t i = 0; i < panels.size(); ++i) {
            const auto& [name, rect] = panels[i];
            EXPECT_GE(rect.x, 0.0F) << name;
            EXPECT_GE(rect.y, 0.0F) << name;
            EXPECT_LE(right_of(rect), window.width) << name;
            EXPECT_LE(bottom_of(rect), window.height) << name;
            for (std::size_t j = i + 1; j < panels.size(); ++j) {
                const MarkRect shared = intersection(rect, panels[j].second);
                EXPECT_EQ(shared.width * shared.height, 0.0F) << name << " and " << panels[j].first;
            }
        }
    });
}

TEST(Layout, AnEvacuationTakesItsRoomFromTheWallAlone) {
    const Layout plain = layout_for(1920, 1080, 1.0F, 0.0F, 0.0F);
    const Layout told = layout_for(1920, 1080, 1.0F, 40.0F, 0.0F, 120.0F);
    EXPECT_EQ(told.evacuation.height, 120.0F);
    EXPECT_EQ(told.evacuation.y, plain.wall.y);
    EXPECT_EQ(told.banner.y, bottom_of(told.evacuation) + kGutter);
    EXPECT_EQ(bottom_of(told.wall), bottom_of(plain.wall));
    EXPECT_EQ(told.queue.y, plain.queue.y);
    EXPECT_EQ(told.plan.y, plain.plan.y);
    const Layout much = layout_for(1280, 720, 1.5F, 0.0F, 0.0F, 5000.0F);
    EXPECT_GT(much.wall.height, 0.45F * layout_for(1280, 720, 1.5F, 0.0F, 0.0F).wall.height);
}

TEST(Layout, NoPanelIsSmallerThanItsDocumentedMinimum) {
    for_each_layout([](const Window&, float scale, const Layout& layout) {
        const auto at_least = [scale](const MarkRect& panel, const MarkRect& least, const char* name) {
            EXPECT_GE(panel.width + 1.0F, least.width * scale) << name;
            EXPECT_GE(panel.height + 1.0F, least.height * scale) << name;
        };
        at_least(layout.queue, kSmallestQueue, "queue");
        at_least(layout.detail, kSmallestDetail, "detail");
        at_least(layout.plan, kSmallestPlan, "plan");
        at_least(layout.zones, kSmallestZones, "zones");
        at_least(layout.health, kSmallestHealth, "health");
        at_least(layout.timeline, kSmallestTimeline, "timeline");
        if (layout.banner.height == 0.0F) {
            at_least(layout.wall, kSmallestWall, "wall");
        }
    });
}

TEST(Layout, OnlyTheWallGivesRoomForBannerAndNotice) {
    const Layout plain = layout_for(1920, 1080, 1.0F, 0.0F, 0.0F);
    const Layout told = layout_for(1920, 1080, 1.0F, 40.0F, 60.0F);
    EXPECT_EQ(plain.queue.y, told.queue.y);
    EXPECT_EQ(plain.queue.height, told.queue.height);
    EXPECT_EQ(plain.plan.y, told.plan.y);
    EXPECT_EQ(plain.timeline.y, told.timeline.y);
    EXPECT_GT(told.banner.height, 0.0F);
    EXPECT_GT(told.notice.y, told.banner.y);
    EXPECT_GT(told.wall.y, told.notice.y);
    EXPECT_LT(told.wall.height, plain.wall.height);
}

TEST(Layout, AWindowOfAnySizeHasNoNegativePanels) {
    for (const float width : {1.0F, 200.0F, 640.0F}) {
        for (const float height : {1.0F, 120.0F, 360.0F}) {
            for (const auto& [name, rect] : panels_of(layout_for(width, height, 1.5F, 60.0F, 60.0F))) {
                EXPECT_GE(rect.width, 0.0F) << name;
                EXPECT_GE(rect.height, 0.0F) << name;
            }
        }
    }
}

TEST(Layout, CuttingTakesNoMoreThanThereIs) {
    MarkRect area{10, 20, 100, 50};
    const MarkRect top = take_top(area, 20, 6);
    EXPECT_EQ(top.height, 20);
    EXPECT_EQ(area.y, 46);
    EXPECT_EQ(area.height, 24);
    const MarkRect rest = take_bottom(area, 1000, 6);
    EXPECT_EQ(rest.height, 24);
    EXPECT_EQ(area.height, 0);
    MarkRect line{0, 0, 30, 10};
    EXPECT_EQ(take_right(line, 10, 5).x, 20);
    EXPECT_EQ(take_left(line, 40, 5).width, 15);
    EXPECT_EQ(line.width, 0);
}

}  // namespace
}  // namespace vigie::console
