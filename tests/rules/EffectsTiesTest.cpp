#include "EffectsFixture.h"

/// Values and resources that tie calls although no argument says so, each beside a twin that must stay apart.
namespace overlap::rules {
namespace {

const char *kPointerIntoItself = R"facts(
record "Pair" complete { field first: long; field second: long; field which: long*; }
function "set(long*)"(p: long*) -> void {
  param p: long*
  B1:
    e1 = read p
    write ptr(e1) = 1
    -> B2
  B2:
    exit
}
function "use(Pair*)"(p: "Pair"*) -> void symbol="c:use"
function "straight()" -> void {
  local pair: "Pair" addressTaken
  B1:
    write pair.which = &pair.first
    e2 = read pair.which
    call "set(long*)"(e2)
    -> B2
  B2:
    exit
}
function "rebound()" -> void {
  local pair: "Pair" addressTaken
  B1:
    write pair.which = &pair.first
    call "use(Pair*)"(&pair)
    e3 = read pair.which
    call "set(long*)"(e3)
    -> B2
  B2:
    exit
}
function "plain()" -> void {
  local x: long
  local y: long addressTaken
  local p: long*
  local text: "Pair"
  B1:
    write x = 1
    write p = &y
    e3 = read p
    call "set(long*)"(e3)
    write text.first = 2
    -> B2
  B2:
    exit
}
)facts";

TEST(Ties, PointerIntoTheObjectItselfIsFollowedWhereNothingRebindsIt) {
  Analysed a(kPointerIntoItself);
  Id f = a.body("straight");
  EXPECT_EQ(a.writes(f, a.callEvent(f)), (std::vector<std::string>{"pair.first"}));
}

TEST(Ties, PointerThatACallMayRebindIsNotFollowed) {
  Analysed a(kPointerIntoItself);
  Id f = a.body("rebound");
  EXPECT_EQ(a.writes(f, a.callEvent(f, 1)), (std::vector<std::string>{"*pair.which"}));
  Id store = a.events(f, facts::EventKind::Write).at(0);
  AccessPath first = a.effects.resolvePointer(f, a.program.tables.bodies[f].events[store].value);
  for (const Access &access : a.effects.accesses(f, a.callEvent(f, 1)))
    EXPECT_TRUE(a.effects.mayOverlap(f, access.path, first));
}

TEST(Ties, OnlyPlainVariablesThatNoPointerLeadsToAreTouchedByNameAlone) {
  Analysed a(kPointerIntoItself);
  Id plain = a.body("plain");
  EXPECT_TRUE(a.effects.isTouchedOnlyByName(plain, a.var(plain, "x")));
  EXPECT_FALSE(a.effects.isTouchedOnlyByName(plain, a.var(plain, "y")));
  EXPECT_FALSE(a.effects.isTouchedOnlyByName(plain, a.var(plain, "p"))) << "all(p) includes p";
  EXPECT_FALSE(a.effects.isTouchedOnlyByName(plain, a.var(plain, "text"))) << "it may own elements";
  Id straight = a.body("straight");
  EXPECT_FALSE(a.effects.isTouchedOnlyByName(straight, a.var(straight, "pair")));
}

const char *kNames = R"facts(
function "open(const char*, int)"(path: const char*, flags: int) -> int symbol="c:open" header="fcntl.h" system
function "unlink(const char*)"(path: const char*) -> int symbol="c:unlink" header="unistd.h" system
function "chdir(const char*)"(path: const char*) -> int symbol="c:chdir" header="unistd.h" system
function "system(const char*)"(command: const char*) -> int symbol="c:system" header="stdlib.h" system
function "names(const char*)"(p: const char*) -> void {
  param p: const char*
  B1:
    call "unlink(const char*)"("./out//../out/a.txt")
    call "unlink(const char*)"("/tmp/a/./b/")
    e3 = read p
    call "unlink(const char*)"(e3)
    call "chdir(const char*)"("x")
    call "system(const char*)"("make")
    -> B2
  B2:
    exit
}
)facts";

struct Uses {
  explicit Uses(const CallEffects &effects) {
    for (const ResourceAccess &use : effects.resources)
      (use.mode == ResourceMode::Read ? reads : writes).push_back(use.key);
    std::ranges::sort(reads);
    std::ranges::sort(writes);
  }
  std::vector<std::string> reads, writes;
};

TEST(Ties, LiteralNamesHaveOneSpelling) {
  Analysed a(kNames);
  Id f = a.body("names");
  Uses relative(a.effects.call(f, a.callEvent(f, 0)));
  EXPECT_EQ(relative.writes, (std::vector<std::string>{"path:out/a.txt"}));
  Uses absolute(a.effects.call(f, a.callEvent(f, 1)));
  EXPECT_EQ(absolute.writes, (std::vector<std::string>{"path:/tmp/a/b"}));
}

TEST(Ties, NamesDependOnTheStateOfTheProcessAndOnTheCurrentDirectoryIfTheyMayBeRelative) {
  Analysed a(kNames);
  Id f = a.body("names");
  EXPECT_EQ(Uses(a.effects.call(f, a.callEvent(f, 0))).reads,
            (std::vector<std::string>{"credentials", "cwd", "umask"}));
  EXPECT_EQ(Uses(a.effects.call(f, a.callEvent(f, 1))).reads,
            (std::vector<std::string>{"credentials", "umask"}));
  EXPECT_EQ(Uses(a.effects.call(f, a.callEvent(f, 2))).reads,
            (std::vector<std::string>{"credentials", "cwd", "umask"}));
  EXPECT_EQ(Uses(a.effects.call(f, a.callEvent(f, 3))).writes, (std::vector<std::string>{"cwd"}));
}

TEST(Ties, CommandsAreUnknownCalleesAndTiedToOneAnother) {
  Analysed a(kNames);
  Id f = a.body("names");
  CallEffects effects = a.effects.call(f, a.callEvent(f, 4));
  ASSERT_EQ(effects.unknowns.size(), 1u);
  EXPECT_EQ(effects.unknowns[0].name, "system()");
  ASSERT_EQ(effects.resources.size(), 1u);
  EXPECT_EQ(effects.resources[0].key, kAnything);
  EXPECT_EQ(effects.resources[0].mode, ResourceMode::Write);
}

const char *kDerived = R"facts(
record "FILE" complete { field n: int; }
record "sqlite3" complete { field n: int; }
record "sqlite3_stmt" complete { field n: int; }
function "write(int, const void*, unsigned long)"(fd: int, b: const void*, n: unsigned long) -> long symbol="c:write" header="unistd.h" system
function "dup(int)"(fd: int) -> int symbol="c:dup" header="unistd.h" system
function "fileno(FILE*)"(f: "FILE"*) -> int symbol="c:fileno" header="stdio.h" system
function "fflush(FILE*)"(f: "FILE"*) -> int symbol="c:fflush" header="stdio.h" system
function "fdopen(int, const char*)"(fd: int, m: const char*) -> "FILE"* symbol="c:fdopen" header="stdio.h" system
function "sqlite3_prepare_v2"(db: "sqlite3"*, sql: const char*, n: int, s: "sqlite3_stmt"**, t: const char**) -> int symbol="c:sqlite3_prepare_v2" header="sqlite3.h" system
function "sqlite3_step"(s: "sqlite3_stmt"*) -> int symbol="c:sqlite3_step" header="sqlite3.h" system
function "twin(int, int)" -> void {
  param fd: int
  param other: int
  local twin: int
  B1:
    e1 = read fd
    e2 = call "dup(int)"(e1)
    init twin = e2
    e4 = read twin
    call "write(int, const void*, unsigned long)"(e4, null{const void*}, 1)
    e6 = read other
    call "write(int, const void*, unsigned long)"(e6, null{const void*}, 1)
    -> B2
  B2:
    exit
}
function "stream(FILE*, int)" -> void {
  param f: "FILE"*
  param fd: int
  B1:
    e1 = read f
    e2 = call "fileno(FILE*)"(e1)
    call "write(int, const void*, unsigned long)"(e2, null{const void*}, 1)
    e4 = read fd
    e5 = call "fdopen(int, const char*)"(e4, "w")
    call "fflush(FILE*)"(e5)
    -> B2
  B2:
    exit
}
function "statement(sqlite3*)" -> void {
  param db: "sqlite3"*
  local s: "sqlite3_stmt"* addressTaken
  local t: "sqlite3_stmt"*
  B1:
    e1 = read db
    call "sqlite3_prepare_v2"(e1, "SELECT 1", -1, &s, null{const char**})
    e3 = read s
    call "sqlite3_step"(e3)
    e5 = read t
    call "sqlite3_step"(e5)
    -> B2
  B2:
    exit
}
)facts";

std::vector<std::string> handles(const Analysed &a, const char *function, std::size_t call) {
  Id f = a.body(function);
  std::vector<std::string> result;
  for (const ResourceAccess &use : a.effects.call(f, a.callEvent(f, call)).resources)
    if (use.hasHandle)
      result.push_back(a.effects.spell(f, use.handle));
  return result;
}

TEST(Ties, HandleMadeFromAHandleIsThatHandle) {
  Analysed a(kDerived);
  EXPECT_EQ(handles(a, "twin", 1), (std::vector<std::string>{"fd"}));
  EXPECT_EQ(handles(a, "twin", 2), (std::vector<std::string>{"other"}));
  EXPECT_EQ(handles(a, "stream", 1), (std::vector<std::string>{"*f"}));
  EXPECT_EQ(handles(a, "stream", 3), (std::vector<std::string>{"fd"}));
}

TEST(Ties, StatementIsUsedWithItsConnection) {
  Analysed a(kDerived);
  EXPECT_EQ(handles(a, "statement", 1), (std::vector<std::string>{"*s", "*db"}));
  EXPECT_EQ(handles(a, "statement", 2), (std::vector<std::string>{"*t"}));
}

/// A transfer whose handle gets one more option, of value `option`.
std::string transfer(const std::string &option) {
  return R"facts(
function "curl_easy_setopt"(curl: void*, option: int) -> int symbol="c:curl_easy_setopt" header="curl/curl.h" system attrs=[variadic]
function "curl_easy_perform"(curl: void*) -> int symbol="c:curl_easy_perform" header="curl/curl.h" system
function "append(char*, unsigned long, unsigned long, void*)"(d: char*, n: unsigned long, m: unsigned long, to: void*) -> unsigned long symbol="c:append"
function "go(void*, const char*, char*)" -> void {
  param h: void*
  param url: const char*
  param buffer: char*
  B1:
    e1 = read h
    e2 = read url
    e3 = read buffer
    call "curl_easy_setopt"(e1, 10002, e2)
    call "curl_easy_setopt"(e1, 44, )facts" +
         option + R"facts()
    call "curl_easy_perform"(e1)
    -> B2
  B2:
    exit
}
)facts";
}

TEST(Ties, TransferCallsBackOnlyWhereSomethingWasRegistered) {
  auto unknowns = [](const std::string &option) {
    Analysed a(transfer(option));
    Id f = a.body("go");
    EXPECT_FALSE(a.effects.call(f, a.callEvent(f, 0)).maySpawn);
    return a.effects.call(f, a.callEvent(f, 2)).unknowns.size();
  };
  EXPECT_EQ(unknowns("1{long}"), 0u);
  EXPECT_EQ(unknowns("e2"), 0u);
  EXPECT_EQ(unknowns("e3"), 1u) << "what came is written there";
  EXPECT_EQ(unknowns("fn \"append(char*, unsigned long, unsigned long, void*)\""), 1u);
}

TEST(Ties, ConstantSubscriptsOfACalleeAreKnownToItsCallers) {
  std::string text = "global image: double[64]\n";
  for (int i = 0; i < 40; ++i)
    text += "function \"draw" + std::to_string(i) + "()\" -> void {\n  B1:\n    write ::image[" +
            std::to_string(i) + "{long}] = 1.0\n    -> B2\n  B2:\n    exit\n}\nfunction \"outer" +
            std::to_string(i) + "()\" -> void {\n  B1:\n    call \"draw" + std::to_string(i) +
            "()\"()\n    -> B2\n  B2:\n    exit\n}\n";
  Analysed a(text);
  auto writes = [&](const char *function) {
    Id f = a.body(function);
    return a.writes(f, a.callEvent(f));
  };
  EXPECT_EQ(writes("outer0"), (std::vector<std::string>{"image[0]"}));
  EXPECT_EQ(writes("outer3"), (std::vector<std::string>{"image[3]"}));
  EXPECT_EQ(writes("outer39"), (std::vector<std::string>{"image[39]"}));
}

TEST(Ties, RequestsOnConnectionsOfTheirOwnStayVisibleToCallers) {
  Analysed a(R"facts(
function "PQconnectdb"(info: const char*) -> void* symbol="c:PQconnectdb" header="libpq-fe.h" system
function "PQexec"(c: void*, query: const char*) -> void* symbol="c:PQexec" header="libpq-fe.h" system
function "ask(const char*)" -> void {
  param query: const char*
  B1:
    e1 = call "PQconnectdb"("dbname=shop")
    e2 = read query
    call "PQexec"(e1, e2)
    -> B2
  B2:
    exit
}
function "callers()" -> void {
  B1:
    call "ask(const char*)"("SELECT 1")
    call "ask(const char*)"("INSERT INTO t VALUES (1)")
    call "ask(const char*)"("SELECT 1; DELETE FROM t")
    -> B2
  B2:
    exit
}
)facts");
  Id f = a.body("callers");
  auto request = [&](std::size_t n) {
    CallEffects effects = a.effects.call(f, a.callEvent(f, n));
    return *std::ranges::find(effects.resources, "PQexec", &ResourceAccess::callee);
  };
  EXPECT_TRUE(request(0).changesNothing);
  EXPECT_FALSE(request(1).changesNothing);
  EXPECT_FALSE(request(2).changesNothing);
  EXPECT_FALSE(a.effects.mayOverlap(f, request(0).handle, request(1).handle)) << "another connection";
}

} // namespace
} // namespace overlap::rules
