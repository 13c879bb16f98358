// The icons in use: code points of Font Awesome 4.7 as UTF-8. The font atlas holds these and no others.
#pragma once

#include <array>

namespace vigie::console::icon {

inline constexpr const char* kShield = "\uf132";
inline constexpr const char* kBell = "\uf0f3";
inline constexpr const char* kBellOff = "\uf1f6";
inline constexpr const char* kCamera = "\uf03d";
inline constexpr const char* kMap = "\uf279";
inline constexpr const char* kPeople = "\uf0c0";
inline constexpr const char* kPerson = "\uf007";
inline constexpr const char* kSearch = "\uf002";
inline constexpr const char* kCheck = "\uf00c";
inline constexpr const char* kCross = "\uf00d";
inline constexpr const char* kWarning = "\uf071";
inline constexpr const char* kInfo = "\uf05a";
inline constexpr const char* kHelp = "\uf059";
inline constexpr const char* kClock = "\uf017";
inline constexpr const char* kChart = "\uf080";
inline constexpr const char* kServer = "\uf233";
inline constexpr const char* kUnlink = "\uf127";
inline constexpr const char* kPlug = "\uf1e6";
inline constexpr const char* kSnow = "\uf2dc";
inline constexpr const char* kExpand = "\uf065";
inline constexpr const char* kShrink = "\uf066";
inline constexpr const char* kBack = "\uf060";
inline constexpr const char* kLeft = "\uf053";
inline constexpr const char* kRight = "\uf054";
inline constexpr const char* kUp = "\uf062";
inline constexpr const char* kDown = "\uf063";
inline constexpr const char* kCaretDown = "\uf0d7";
inline constexpr const char* kEye = "\uf06e";
inline constexpr const char* kEyeOff = "\uf070";
inline constexpr const char* kComment = "\uf075";
inline constexpr const char* kUndo = "\uf0e2";
inline constexpr const char* kSignOut = "\uf08b";
inline constexpr const char* kLock = "\uf023";
inline constexpr const char* kKeyboard = "\uf11c";
inline constexpr const char* kHourglass = "\uf252";
inline constexpr const char* kDisk = "\uf0a0";

inline constexpr std::array kAll = {
    kShield, kBell,    kBellOff, kCamera, kMap,     kPeople, kPerson,   kSearch,    kCheck,
    kCross,  kWarning, kInfo,    kHelp,   kClock,   kChart,  kServer,   kUnlink,    kPlug,
    kSnow,   kExpand,  kShrink,  kBack,   kLeft,    kRight,  kUp,       kDown,      kCaretDown,
    kEye,    kEyeOff,  kComment, kUndo,   kSignOut, kLock,   kKeyboard, kHourglass, kDisk};

}  // namespace vigie::console::icon
