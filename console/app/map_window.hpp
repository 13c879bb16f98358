// Putting a window on the screen under X11.
#pragma once

struct GLFWwindow;

namespace vigie::console {

/// Maps a window that was made invisible and gives it the keyboard. Returns once it is viewable, or after
/// five seconds whatever became of it: a window manager may well keep it on another desktop. Main thread.
/// Instead of glfwShowWindow, which in GLFW 3.3 never returns when the window manager starts in that moment
/// (see decision 8 of the folder's README).
void map_window(GLFWwindow* window);

}  // namespace vigie::console
