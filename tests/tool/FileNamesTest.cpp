#include "tool/FileNames.h"

#include <gtest/gtest.h>

namespace overlap::tool {
namespace {

TEST(FileNames, AreSeenFromTheWorkingDirectory) {
  EXPECT_EQ(FileNames("/p", "/p").shown("src/a.cpp"), "src/a.cpp");
  EXPECT_EQ(FileNames("/p", "/p/src").shown("src/a.cpp"), "a.cpp");
  EXPECT_EQ(FileNames("/p", "/p/build").shown("src/a.cpp"), "../src/a.cpp");
  EXPECT_EQ(FileNames("/p/sub", "/p").shown("src/a.cpp"), "sub/src/a.cpp");
  EXPECT_EQ(FileNames("/p/sub", "/q/r").shown("a.cpp"), "../../p/sub/a.cpp");
}

TEST(FileNames, OutsideOfTheRootStayAbsolute) {
  EXPECT_EQ(FileNames("/p", "/p/src").shown("/usr/include/a.h"), "/usr/include/a.h");
}

TEST(FileNames, TakeTheRootRelativeToTheWorkingDirectory) {
  EXPECT_EQ(FileNames(".", "/p").shown("a.cpp"), "a.cpp");
  EXPECT_EQ(FileNames("..", "/p/build").shown("a.cpp"), "../a.cpp");
  EXPECT_EQ(FileNames("sub/", "/p").place("a.cpp"), "/p/sub/a.cpp");
}

} // namespace
} // namespace overlap::tool
