#include "rules/CatalogueFile.h"
#include "rules/JsonFields.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace overlap::rules {
namespace {

const std::filesystem::path catalogueDir = std::filesystem::path(OVERLAP_RULES_DIR) / "catalogue";

/// Fails where `value` has a field that the schema's object description does not name.
void expectKnownFields(const Json &value, const Json &schema, const Json &definitions,
                       const std::string &place) {
  if (schema.contains("$ref")) {
    std::string name = schema["$ref"].get<std::string>();
    return expectKnownFields(value, definitions.at(name.substr(name.rfind('/') + 1)), definitions, place);
  }
  if (value.is_array() && schema.contains("items"))
    for (const Json &element : value)
      expectKnownFields(element, schema["items"], definitions, place);
  if (!value.is_object() || !schema.contains("properties"))
    return;
  for (auto it = value.begin(); it != value.end(); ++it) {
    ASSERT_TRUE(schema["properties"].contains(it.key())) << place << ": the schema has no field " << it.key();
    expectKnownFields(it.value(), schema["properties"][it.key()], definitions, place + "." + it.key());
  }
  for (const Json &required : schema.value("required", Json::array()))
    EXPECT_TRUE(value.contains(required.get<std::string>())) << place << ": " << required << " is missing";
}

// The loader is stricter than a schema can be; this keeps the published schema in step with what it reads.
TEST(CatalogueSchema, describesEveryFileThatTheLoaderAccepts) {
  Json schema = readJsonFile((catalogueDir / "catalogue.schema.json").string());
  std::size_t files = 0;
  for (const auto &file : std::filesystem::directory_iterator(catalogueDir)) {
    if (file.path().filename() == "catalogue.schema.json")
      continue;
    ++files;
    EXPECT_NO_THROW(readCatalogueFile(file.path().string())) << file.path();
    expectKnownFields(readJsonFile(file.path().string()), schema, schema["definitions"],
                      file.path().filename().string());
  }
  EXPECT_GT(files, 50u);
}

} // namespace
} // namespace overlap::rules
