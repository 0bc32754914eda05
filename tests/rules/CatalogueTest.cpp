#include "rules/Catalogue.h"

#include "facts/Error.h"
#include "rules/CatalogueFile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace overlap::rules {
namespace {

const std::filesystem::path catalogueDir = std::filesystem::path(OVERLAP_RULES_DIR) / "catalogue";

const Catalogue &builtin() {
  static const Catalogue catalogue = Catalogue::load(catalogueDir);
  return catalogue;
}

ApiQuery systemQuery(std::string_view name, int params = -1) {
  ApiQuery query;
  query.qualifiedName = name;
  query.inSystemHeader = true;
  query.header = "some/header.h";
  query.paramCount = params;
  return query;
}

const ApiEntry *find(std::string_view name, int params = -1, MatchKind kind = MatchKind::Function) {
  ApiQuery query = systemQuery(name, params);
  query.kind = kind;
  return builtin().lookup(query).entry;
}

std::vector<std::filesystem::path> builtInFiles() {
  std::vector<std::filesystem::path> files;
  for (const auto &file : std::filesystem::directory_iterator(catalogueDir))
    if (file.path().extension() == ".json" && !file.path().stem().string().ends_with(".schema"))
      files.push_back(file.path());
  return files;
}

TEST(Catalogue, builtInEntriesAreSortedAndUnique) {
  for (const auto &path : builtInFiles()) {
    CatalogueFile file = readCatalogueFile(path.string());
    std::set<std::tuple<std::string, MatchKind, unsigned>> seen;
    std::string last;
    for (const CatalogueRecord &record : file.entries) {
      const ApiEntry &entry = record.entry;
      EXPECT_LE(last, entry.name) << path;
      last = entry.name;
      EXPECT_TRUE(seen.emplace(entry.name, entry.match, entry.minParams.value_or(100)).second)
          << path << ": " << entry.name << " is there twice";
    }
  }
}

TEST(Catalogue, everyBuiltInEntryIsFoundByItsNameAndHeader) {
  for (const auto &path : builtInFiles()) {
    CatalogueFile file = readCatalogueFile(path.string());
    for (const CatalogueRecord &record : file.entries) {
      if (record.entry.name.find('*') != std::string::npos &&
          record.entry.name.find("operator") == std::string::npos)
        continue; // patterns have a test of their own
      ApiQuery query = systemQuery(record.entry.name,
                                   record.entry.minParams ? static_cast<int>(*record.entry.minParams) : -1);
      query.kind = record.entry.match;
      std::string header = record.headers.empty() ? "" : record.headers.front();
      if (header.ends_with('/'))
        header += "x.h";
      query.header = header;
      ApiMatch match = builtin().lookup(query);
      ASSERT_TRUE(match) << record.entry.name;
      EXPECT_EQ(match->name, record.entry.name);
    }
  }
}

TEST(Catalogue, whatBlocksIsCompletelyDescribed) {
  std::size_t blocking = 0;
  for (const auto &path : builtInFiles())
    for (const CatalogueRecord &record : readCatalogueFile(path.string()).entries) {
      const ApiEntry &entry = record.entry;
      if (!entry.blocking)
        continue;
      ++blocking;
      EXPECT_FALSE(entry.blocking->latencyWhy.empty()) << entry.name;
      bool waitsOnly = entry.role == Role::Plain || entry.role == Role::Lock || entry.role == Role::Join ||
                       entry.role == Role::Close || entry.role == Role::Logging ||
                       entry.role == Role::EventLoop;
      EXPECT_FALSE(waitsOnly && entry.blocking->counts) << entry.name;
    }
  EXPECT_GE(blocking, 1085u);
}

TEST(Catalogue, readAdvancesItsDescriptorAndFillsTheBuffer) {
  const ApiEntry *read = find("read");
  ASSERT_NE(read, nullptr);
  ASSERT_TRUE(read->blocking);
  EXPECT_EQ(read->blocking->kind, BlockKind::File);
  EXPECT_TRUE(read->blocking->counts);
  EXPECT_EQ(read->role, Role::Io);
  ASSERT_EQ(read->resources.size(), 1u);
  EXPECT_EQ(read->resources[0].handle, ApiResource::Handle::Arg);
  EXPECT_EQ(read->resources[0].arg, 0u);
  EXPECT_EQ(read->resources[0].treatment, ApiResource::Treatment::Stream);
  ASSERT_TRUE(read->effects);
  ASSERT_EQ(read->effects->writes.size(), 1u);
  EXPECT_EQ(toString(read->effects->writes[0]), "range(a1,+a2)");
}

TEST(Catalogue, handlesOpenedAcceptedAndDerived) {
  const ApiEntry *open = find("open");
  ASSERT_NE(open, nullptr);
  ASSERT_EQ(open->resources.size(), 2u);
  EXPECT_EQ(open->resources[0].mode, ApiResource::Mode::Open);
  EXPECT_EQ(open->resources[0].modeArg, 1u);
  EXPECT_EQ(open->resources[0].handle, ApiResource::Handle::PathArg);
  EXPECT_EQ(open->resources[1].mode, ApiResource::Mode::Fresh);
  EXPECT_EQ(find("accept")->resources[0].treatment, ApiResource::Treatment::FetchFresh);
  const ApiEntry *prepare = find("sqlite3_prepare_v2");
  ASSERT_EQ(prepare->derives.size(), 1u);
  EXPECT_EQ(toString(prepare->derives[0].handle), "*a3");
  EXPECT_EQ(toString(prepare->derives[0].from), "a0");
  EXPECT_EQ(find("pread")->resources[0].treatment, ApiResource::Treatment::Positional);
}

TEST(Catalogue, containersDistinguishStructureAndElements) {
  const ApiEntry *subscript = find("std::vector::operator[]", 1, MatchKind::Method);
  ASSERT_NE(subscript, nullptr);
  EXPECT_EQ(toString(subscript->effects->returns.path), "element(this,a0)");
  EXPECT_THAT(subscript->effects->writes, testing::IsEmpty());
  ASSERT_EQ(subscript->effects->reads.size(), 1u);
  EXPECT_EQ(toString(subscript->effects->reads[0]), "this");
  EXPECT_THAT(find("std::map::operator[]", 1)->effects->writes, testing::Not(testing::IsEmpty()));
  EXPECT_FALSE(find("std::vector::push_back", 1)->effects->keeps.empty());
  EXPECT_TRUE(builtin().classEntry("std::vector")->ownsElements);
  EXPECT_FALSE(builtin().classEntry("std::span")->ownsElements);
  EXPECT_TRUE(builtin().classEntry("std::vector<bool>")->sharesWords);
  EXPECT_TRUE(builtin().classEntry("std::shared_ptr")->copySharesState);
  EXPECT_EQ(builtin().classEntry("no::such"), nullptr);
}

TEST(Catalogue, elementTypesOwnCodeIsNamed) {
  auto calls = [](const ApiEntry *entry, CallSpec::Kind kind) {
    return entry && std::ranges::any_of(entry->effects->calls,
                                        [&](const CallSpec &call) { return call.kind == kind; });
  };
  EXPECT_TRUE(calls(find("std::map::count", 1), CallSpec::Kind::Compare));
  EXPECT_TRUE(calls(find("std::unordered_map::find", 1), CallSpec::Kind::Hash));
  EXPECT_TRUE(calls(find("std::vector::push_back", 1), CallSpec::Kind::Copy));
  EXPECT_TRUE(calls(find("std::sort", 2), CallSpec::Kind::Compare));
  EXPECT_TRUE(calls(find("std::shared_ptr::reset", 0), CallSpec::Kind::Deleter));
}

TEST(Catalogue, algorithmsByNumberOfParameters) {
  EXPECT_EQ(find("std::transform", 4)->algorithm->callable, 3u);
  EXPECT_EQ(find("std::transform", 5)->algorithm->first2, 2u);
  EXPECT_TRUE(find("std::accumulate", 3)->algorithm->ordered);
  EXPECT_FALSE(find("std::reduce", 3)->algorithm->ordered);
  ApiQuery parallel = systemQuery("std::transform", 5);
  parallel.executionPolicy = true;
  ApiMatch match = builtin().lookup(parallel);
  ASSERT_TRUE(match);
  EXPECT_EQ(match.argShift, 1u);
  EXPECT_EQ(match->algorithm->callable, 3u);
  EXPECT_EQ(find("std::ranges::__for_each_fn::operator()", 3)->name, "std::ranges::for_each");
}

TEST(Catalogue, otherSpellingsOfOneFunction) {
  EXPECT_EQ(find("std::fopen"), find("fopen"));
  EXPECT_EQ(find("pread64"), find("pread"));
  EXPECT_EQ(find("fopen64")->name, "fopen");
  EXPECT_EQ(find("__builtin_memcpy"), find("memcpy"));
  EXPECT_EQ(find("__memcpy_chk"), find("memcpy"));
  EXPECT_EQ(find("__builtin___memcpy_chk"), find("memcpy"));
  EXPECT_EQ(find("__isoc99_scanf"), find("scanf"));
  EXPECT_EQ(find("__builtin_sqrt"), find("sqrt"));
  EXPECT_TRUE(find("sqrtf")->pure);
  EXPECT_EQ(find("std::__shared_ptr_access::operator->", 0, MatchKind::Method)->name,
            "std::shared_ptr::operator->");
  EXPECT_EQ(find("std::__atomic_base::fetch_add", 2, MatchKind::Method)->name, "std::atomic::fetch_add");
  ApiQuery builtinQuery;
  builtinQuery.qualifiedName = "__builtin_expect";
  EXPECT_TRUE(builtin().lookup(builtinQuery));
}

TEST(Catalogue, patternsFindGeneratedStubs) {
  ApiQuery query;
  query.qualifiedName = "helloworld::Greeter::Stub::SayHello";
  query.header = "gen/helloworld.grpc.pb.h";
  ApiMatch match = builtin().lookup(query);
  ASSERT_TRUE(match);
  EXPECT_EQ(match->blocking->kind, BlockKind::Rpc);
  query.header = "greeter.h";
  EXPECT_FALSE(builtin().lookup(query));
}

TEST(Catalogue, headersTellSpecialisationsApart) {
  ApiQuery query = systemQuery("std::vector::operator[]", 1);
  query.kind = MatchKind::Method;
  query.header = "bits/stl_vector.h";
  EXPECT_EQ(builtin().lookup(query)->effects->returns.kind, ReturnSpec::Kind::Ref);
  query.header = "bits/stl_bvector.h";
  EXPECT_EQ(builtin().lookup(query)->effects->returns.kind, ReturnSpec::Kind::Iterator)
      << "a proxy, not the element";
  query = systemQuery("std::get", 1);
  query.header = "variant";
  EXPECT_EQ(builtin().lookup(query)->throws, Throws::May);
  query.header = "tuple";
  EXPECT_EQ(builtin().lookup(query)->throws, Throws::No);
}

TEST(Catalogue, hiddenStateHasAHint) {
  for (const char *name : {"strtok", "localtime", "rand", "gethostbyname", "strerror", "asctime"}) {
    const ApiEntry *entry = find(name);
    ASSERT_NE(entry, nullptr) << name;
    EXPECT_FALSE(entry->hint.empty()) << name;
    EXPECT_FALSE(entry->resources.empty()) << name;
  }
}

TEST(Catalogue, rolesOfWhatIsNoPartner) {
  EXPECT_EQ(find("std::thread::join")->role, Role::Join);
  EXPECT_EQ(find("fsync")->role, Role::Join);
  EXPECT_EQ(find("sleep")->role, Role::Sleep);
  EXPECT_EQ(find("epoll_wait")->role, Role::EventLoop);
  EXPECT_EQ(find("pthread_mutex_lock")->role, Role::Lock);
  EXPECT_EQ(find("pthread_mutex_unlock")->role, Role::Unlock);
  EXPECT_EQ(find("fclose")->role, Role::Close);
  EXPECT_EQ(find("syslog")->role, Role::Logging);
  EXPECT_EQ(find("std::async")->role, Role::Offload);
  EXPECT_TRUE(find("system")->opaque);
  EXPECT_TRUE(find("exit")->noReturn);
  EXPECT_TRUE(find("__assert_fail")->noReturn);
  EXPECT_TRUE(find("__assert_fail")->endsProcess);
  EXPECT_TRUE(find("pthread_exit")->noReturn);
  EXPECT_FALSE(find("pthread_exit")->endsProcess);
  EXPECT_TRUE(find("std::atomic::fetch_add", 2)->atomic->commutative);
  EXPECT_FALSE(find("std::atomic::exchange", 2)->atomic->commutative);
  EXPECT_FALSE(find("printf")->blocking->counts);
}

TEST(Catalogue, globalObjects) {
  ASSERT_NE(builtin().globalObject("std::cerr"), nullptr);
  EXPECT_TRUE(builtin().globalObject("std::cerr")->logging);
  EXPECT_EQ(builtin().globalObject("std::cout")->resource, "stdout");
  EXPECT_FALSE(builtin().globalObject("std::cout")->logging);
  EXPECT_EQ(builtin().classEntry("std::basic_ostringstream")->stream, StreamKind::Memory);
  EXPECT_EQ(find("std::basic_ostream::operator<<", 1)->stream, parsePathPattern("this"));
}

TEST(Catalogue, appliesToLibraryDeclarationsOnly) {
  ApiQuery query = systemQuery("read");
  query.projectDefined = true;
  EXPECT_FALSE(builtin().lookup(query)) << "the project defines a function of that name";
  query = {};
  query.qualifiedName = "read";
  query.header = "my/io.h";
  EXPECT_FALSE(builtin().lookup(query)) << "declared by a header that the entry does not name";
  query.header = "unistd.h";
  EXPECT_TRUE(builtin().lookup(query));
  query.qualifiedName = "ReadFile";
  query.header = "file.h";
  query.inSystemHeader = true;
  EXPECT_FALSE(builtin().lookup(query)) << "Windows names need Windows headers";
}

TEST(Catalogue, standsForDefinitionsOfHeaderOnlyLibraries) {
  ApiQuery query;
  query.qualifiedName = "asio::write";
  query.header = "asio/write.hpp";
  query.projectDefined = true;
  EXPECT_TRUE(builtin().lookup(query));
  query.header = "src/io.h";
  EXPECT_FALSE(builtin().lookup(query)) << "the project's own";
  query.inSystemHeader = true;
  EXPECT_FALSE(builtin().lookup(query)) << "a header that is not the library's";
  query = {};
  query.qualifiedName = "leveldb::DB::Open";
  query.header = "leveldb/db.h";
  query.projectDefined = true;
  EXPECT_FALSE(builtin().lookup(query)) << "the library itself is what is analysed";
}

} // namespace
} // namespace overlap::rules
