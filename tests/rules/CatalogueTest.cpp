#include "rules/Catalogue.h"

#include "facts/Error.h"

#include <gtest/gtest.h>

#include <fstream>

namespace overlap::rules {
namespace {

const Catalogue &builtin() {
  static const Catalogue catalogue = Catalogue::load(std::filesystem::path(OVERLAP_RULES_DIR) / "catalogue");
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

const ApiEntry *find(std::string_view name, int params = -1) {
  return builtin().lookup(systemQuery(name, params)).entry;
}

TEST(Catalogue, loadsAllBuiltInFiles) { EXPECT_GE(builtin().size(), 1085u); }

TEST(Catalogue, readIsAStreamOperationOnItsDescriptor) {
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

} // namespace
} // namespace overlap::rules
