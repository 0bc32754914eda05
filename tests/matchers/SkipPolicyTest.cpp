#include "tests/matchers/Unit.h"

namespace overlap::matchers {
namespace {

class SkipPolicy : public testing::TestWithParam<const char *> {};
INSTANTIATE_TEST_SUITE_P(Standards, SkipPolicy, testing::Values("-std=c++17", "-std=c++20", "-std=c++23"));

TEST_P(SkipPolicy, CallablesGivenToTheLibraryHaveBodies) {
  Unit unit(R"(
    #include <algorithm>
    #include <functional>
    #include <numeric>
    #include <thread>
    #include <vector>
    struct Less { template <class T> bool operator()(const T &a, const T &b) const { return a < b; } };
    int f(std::vector<int> &v) {
      std::for_each(v.begin(), v.end(), [](auto &x) { x += 1; });
      std::sort(v.begin(), v.end(), Less());
      std::transform(v.begin(), v.end(), v.begin(), [](auto x) { return x * 2; });
      std::thread t([](auto x) { (void)x; }, 1);
      t.join();
      std::function<int(int)> g = [](auto x) { return x; };
      return std::accumulate(v.begin(), v.end(), 0, [](auto a, auto b) { return a + b; }) + g(1);
    })",
            {GetParam()});
  EXPECT_TRUE(unit.errors().empty());
  for (const char *name : {"lambda#1", "lambda#2", "lambda#3", "lambda#4", "lambda#5"})
    EXPECT_EQ(unit.function(std::string("f(std::vector<int> &)::") + name).state, facts::BodyState::Present)
        << name;
  EXPECT_EQ(unit.function("Less::operator()(const int &, const int &)").state, facts::BodyState::Present);
}

TEST_P(SkipPolicy, ConstantExpressionsStillWork) {
  Unit unit(R"(
    #include <algorithm>
    #include <array>
    #include <limits>
    #include <numeric>
    #include <string_view>
    #include <tuple>
    static_assert(std::string_view("abc").size() == 3);
    static_assert(std::min(3, 4) == 3);
    static_assert(std::get<1>(std::make_tuple(1, 2)) == 2);
    constexpr std::array<int, 3> table{1, 2, 3};
    template <int N> struct Sized { int data[N]; };
    Sized<std::numeric_limits<unsigned char>::max()> sized;
    int f(int (&bounds)[std::max<int>(table.size(), 2)]) { return std::gcd(4, 6) + sized.data[0] + bounds[0]; })",
            {GetParam()});
  EXPECT_TRUE(unit.errors().empty());
  EXPECT_EQ(unit.type("int[3]").extent, 3u);
}

TEST_P(SkipPolicy, ManyHeadersParseWithoutErrors) {
  Unit unit(R"(
    #include <any>
    #include <atomic>
    #include <chrono>
    #include <condition_variable>
    #include <deque>
    #include <filesystem>
    #include <fstream>
    #include <future>
    #include <iostream>
    #include <list>
    #include <map>
    #include <memory>
    #include <mutex>
    #include <optional>
    #include <random>
    #include <regex>
    #include <set>
    #include <sstream>
    #include <unordered_map>
    #include <variant>
    int f(std::variant<int, std::string> v) {
      auto task = std::async([] { return 1; });
      std::map<std::string, std::unique_ptr<int>> m;
      m["x"] = std::make_unique<int>(3);
      std::regex pattern("a+");
      return task.get() + std::visit([](auto &x) { return (int)sizeof(x); }, v);
    })",
            {GetParam()});
  EXPECT_TRUE(unit.errors().empty());
}

} // namespace
} // namespace overlap::matchers
