#include "tool/Options.h"

#include "facts/Error.h"

#include <gtest/gtest.h>

namespace overlap::tool {
namespace {

using Words = std::vector<std::string>;

ParsedCommandLine parse(const Words &words) {
  std::vector<const char *> argv{"overlap"};
  for (const std::string &word : words)
    argv.push_back(word.c_str());
  return parseCommandLine(static_cast<int>(argv.size()), argv.data());
}

TEST(ParseCommandLine, HasDefaults) {
  Options options = parse({}).options;
  EXPECT_EQ(options.mode, Mode::Analyse);
  EXPECT_EQ(options.policy, "seed");
  EXPECT_EQ(options.format, Format::Text);
  EXPECT_EQ(options.exclude, defaultExcludes());
  EXPECT_FALSE(options.flags);
  EXPECT_TRUE(options.failOn.empty());
}

TEST(ParseCommandLine, TakesEveryOptionOfTheAnalysis) {
  Options options = parse({"-p",
                           "db",
                           "-j",
                           "3",
                           "--extra-arg=-DA",
                           "--extra-arg",
                           "-DB",
                           "--extra-arg-before=-DC",
                           "--removed-arg=-DD",
                           "--policy=native",
                           "--catalogue=x.json",
                           "--catalogue=y.json",
                           "--format=json",
                           "--output=out",
                           "--all",
                           "--top",
                           "5",
                           "--min-status=conditional",
                           "--header-filter=inc",
                           "--exclude=gen",
                           "--fail-on=async,multithreaded",
                           "--deterministic",
                           "--color=never",
                           "--quiet",
                           "a.cpp",
                           "src/*.cpp"})
                        .options;
  EXPECT_EQ(options.database, "db");
  EXPECT_EQ(options.jobs, 3u);
  EXPECT_EQ(options.adjustments.extraArgs, (Words{"-DA", "-DB"}));
  EXPECT_EQ(options.adjustments.extraArgsBefore, Words{"-DC"});
  EXPECT_EQ(options.adjustments.removedArgs, Words{"-DD"});
  EXPECT_EQ(options.policy, "native");
  EXPECT_EQ(options.catalogues, (Words{"x.json", "y.json"}));
  EXPECT_EQ(options.format, Format::Json);
  EXPECT_EQ(options.output, "out");
  EXPECT_TRUE(options.all && options.deterministic && options.quiet);
  EXPECT_EQ(options.top, 5u);
  EXPECT_EQ(options.minStatus, "conditional");
  EXPECT_EQ(options.headerFilter, "inc");
  EXPECT_EQ(options.exclude, Words{"gen"});
  EXPECT_EQ(options.failOn, (Words{"async", "multithreaded"}));
  EXPECT_EQ(options.colour, Colour::Never);
  EXPECT_EQ(options.files, (Words{"a.cpp", "src/*.cpp"}));
}

TEST(ParseCommandLine, FlagsFollowTwoDashes) {
  Options options = parse({"a.cpp", "--", "-std=c++17", "--all"}).options;
  EXPECT_EQ(options.files, Words{"a.cpp"});
  EXPECT_EQ(options.flags, (Words{"-std=c++17", "--all"}));
  EXPECT_FALSE(options.all);
  EXPECT_TRUE(parse({"a.cpp", "--"}).options.flags->empty());
}

TEST(ParseCommandLine, KnowsItsCommands) {
  Options extract = parse({"extract", "--dump", "a.cpp"}).options;
  EXPECT_EQ(extract.mode, Mode::Extract);
  EXPECT_TRUE(extract.dump);
  EXPECT_EQ(parse({"extract", "-o", "f", "a.cpp"}).options.output, "f");
  Options link = parse({"link", "--format=json", "a.facts", "b.facts"}).options;
  EXPECT_EQ(link.mode, Mode::Link);
  EXPECT_EQ(link.files, (Words{"a.facts", "b.facts"}));
  EXPECT_EQ(parse({"--list-rules"}).options.mode, Mode::ListRules);
  EXPECT_EQ(parse({"--explain", "overlap-x"}).options.mode, Mode::Explain);
  EXPECT_EQ(parse({"--explain-at", "a.cpp:3"}).options.place, "a.cpp:3");
}

TEST(ParseCommandLine, HelpAndVersionAreTexts) {
  EXPECT_NE(parse({"--help"}).text->find("--fail-on"), std::string::npos);
  EXPECT_NE(parse({"extract", "--help"}).text->find("--dump"), std::string::npos);
  EXPECT_TRUE(parse({"--version"}).text->starts_with("overlap "));
}

TEST(ParseCommandLine, ErrorsAreOneLine) {
  for (const Words &bad :
       {Words{"--no-such-option"}, Words{"--format=xml"}, Words{"--color=red"}, Words{"-j", "0"},
        Words{"-j", "x"}, Words{"--top", "-1"}, Words{"--top", "many"}, Words{"--min-status=dependent"},
        Words{"--fail-on=slow"}, Words{"--policy"}, Words{"extract", "a.cpp"}, Words{"extract", "--dump"},
        Words{"extract", "--all", "a.cpp"}, Words{"link"}, Words{"link", "a.facts", "--", "-x"},
        Words{"--", "-DX"}}) {
    try {
      parse(bad);
      ADD_FAILURE() << bad.back() << " is accepted";
    } catch (const Error &error) {
      EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << error.what();
    }
  }
}

std::string errorOf(const Words &words) {
  try {
    parse(words);
  } catch (const Error &error) {
    return error.what();
  }
  return "no error";
}

// As from a variable that is not set: the next word is not the value.
TEST(ParseCommandLine, EmptyValuesAreErrors) {
  for (const char *option : {"--policy", "--catalogue", "--output", "--fail-on", "--top", "--exclude",
                             "--root", "--extra-arg", "--time-trace", "--format", "--explain-at"}) {
    EXPECT_TRUE(errorOf({std::string(option) + "=", "a.cpp"}).starts_with(option)) << option;
    EXPECT_TRUE(errorOf({option, "", "a.cpp"}).starts_with(option)) << option;
  }
  EXPECT_TRUE(errorOf({"-p", "", "a.cpp"}).starts_with("-p: its value is empty"));
  EXPECT_TRUE(errorOf({"extract", "-o=", "a.cpp"}).starts_with("-o: its value is empty"));
  EXPECT_TRUE(errorOf({"a.cpp", ""}).starts_with("an argument is empty"));
  EXPECT_EQ(parse({"--extra-arg=-DX=", "--removed-arg", "-DY="}).options.adjustments.extraArgs,
            Words{"-DX="});
  EXPECT_EQ(parse({"a.cpp", "--", "--policy=", ""}).options.flags, (Words{"--policy=", ""}));
}

TEST(ParseCommandLine, SaysWhatANumberOfJobsIs) {
  EXPECT_TRUE(errorOf({"-j", "x"}).starts_with("-j: 'x' is not a number of jobs (1 or more)"));
  EXPECT_TRUE(errorOf({"-j0"}).starts_with("-j: '0' is not a number of jobs (1 or more)"));
}

} // namespace
} // namespace overlap::tool
