#pragma once

#include "rules/ApiEntry.h"

#include <string>
#include <utility>
#include <vector>

namespace overlap::rules {

/// An entry with what decides whether it applies to a declaration.
struct CatalogueRecord {
  ApiEntry entry;
  std::vector<std::string> headers; ///< empty: any header
  bool anySystemHeader = false;     ///< any header of the system will do: the name is unmistakable there
  bool isHeaderOnly = false;        ///< its definitions are in `headers`: those do not stand for it
  bool cName = false;               ///< also known as std::NAME, __builtin_NAME, __NAME_chk and NAME64
};

/// One file of the catalogue, as read.
struct CatalogueFile {
  std::string library;
  std::vector<CatalogueRecord> entries; ///< `assume` entries are marked as such
  std::vector<ClassEntry> classes;
  std::vector<GlobalObject> globals;
  std::vector<std::pair<std::string, std::string>>
      classAliases; ///< implementation class -> the class it stands for
};

/// Reads and checks one file. Throws overlap::Error "FILE: entry NAME: field F: what is wrong".
CatalogueFile readCatalogueFile(const std::string &file);

} // namespace overlap::rules
