#include "facts/Io.h"

#include "facts/Error.h"
#include "facts/Flatten.h"
#include "facts/Validate.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <random>
#include <system_error>

namespace overlap::facts {
namespace {

constexpr std::string_view kMagic = "overlap-facts";
constexpr std::size_t kElements = 7;

using Numbers = std::vector<std::uint64_t>;

/// CBOR by hand: nlohmann/json can only write a tree of its own values, which takes a hundred times the
/// memory of the numbers, and four kinds of item are all that is needed.
class CborWriter {
public:
  explicit CborWriter(std::vector<std::uint8_t> &out) : out(out) {}

  void number(std::uint64_t x) { head(0, x); }
  void bytes(const std::vector<std::uint8_t> &x) { raw(2, x.data(), x.size()); }
  void text(std::string_view x) { raw(3, x.data(), x.size()); }
  void array(std::size_t size) { head(4, size); }
  void numbers(const Numbers &list) {
    array(list.size());
    for (std::uint64_t x : list)
      number(x);
  }

private:
  /// Major type and argument, in the shortest form (RFC 8949, 3).
  void head(unsigned major, std::uint64_t x) {
    auto type = static_cast<std::uint8_t>(major << 5);
    if (x < 24)
      return out.push_back(static_cast<std::uint8_t>(type | x));
    unsigned log = x <= 0xff ? 0 : x <= 0xffff ? 1 : x <= 0xffffffff ? 2 : 3;
    out.push_back(static_cast<std::uint8_t>(type | (24 + log)));
    for (unsigned shift = 8u << log; shift; shift -= 8)
      out.push_back(static_cast<std::uint8_t>(x >> (shift - 8)));
  }
  template <class Char> void raw(unsigned major, const Char *data, std::size_t size) {
    head(major, size);
    out.insert(out.end(), data, data + size);
  }

  std::vector<std::uint8_t> &out;
};

using Json = nlohmann::json;

// The names are those of nlohmann's SAX interface. NOLINTBEGIN(readability-identifier-naming)

/// What every handler of nlohmann's SAX parser here refuses. Returning is never "stop": errors are thrown.
class Handler {
public:
  bool null() { return refuse(); }
  bool boolean(bool) { return refuse(); }
  bool number_integer(Json::number_integer_t) { return refuse(); }
  bool number_unsigned(Json::number_unsigned_t) { return refuse(); }
  bool number_float(Json::number_float_t, const std::string &) { return refuse(); }
  bool string(std::string &) { return refuse(); }
  bool binary(Json::binary_t &) { return refuse(); }
  bool start_object(std::size_t) { return refuse(); }
  bool key(std::string &) { return refuse(); }
  bool end_object() { return refuse(); }
  bool start_array(std::size_t) { return refuse(); }
  bool parse_error(std::size_t at, const std::string &, const Json::exception &) {
    throw Error("broken or truncated at byte " + std::to_string(at));
  }

protected:
  [[noreturn]] static bool refuse() { throw Error("an item of an unexpected kind"); }
};

/// An array of unsigned numbers.
class NumbersHandler : public Handler {
public:
  explicit NumbersHandler(Numbers &numbers) : numbers(numbers) {}

  bool number_unsigned(Json::number_unsigned_t x) {
    numbers.push_back(x);
    return true;
  }
  bool start_array(std::size_t) {
    if (isOpen)
      refuse();
    return isOpen = true;
  }
  bool end_array() { return true; }

private:
  Numbers &numbers;
  bool isOpen = false;
};

/// The whole file.
class FileHandler : public Handler {
public:
  explicit FileHandler(UnitFacts &facts) : facts(facts) {}

  bool number_unsigned(Json::number_unsigned_t x) {
    if (depth == 2 && element == 5) {
      declarations.push_back(x);
      return true;
    }
    if (depth != 1 || element != 1)
      refuse();
    if (x != kFormat)
      throw Error("facts of format " + std::to_string(x) + ", but this is format " + std::to_string(kFormat) +
                  ": extract them again");
    return next();
  }

  bool string(std::string &x) {
    if (depth == 2 && element == 4) {
      facts.tables.strings.push_back(std::move(x));
      return true;
    }
    if (depth != 1)
      refuse();
    switch (element) {
    case 0:
      if (x != kMagic)
        throw Error("not a facts file");
      break;
    case 2:
      facts.mainFile = std::move(x);
      break;
    case 3:
      facts.command = std::move(x);
      break;
    default:
      refuse();
    }
    return next();
  }

  bool binary(Json::binary_t &bytes) {
    if (depth != 2 || element != 6)
      refuse();
    numbers.clear();
    NumbersHandler handler(numbers);
    Json::sax_parse(bytes, &handler, Json::input_format_t::cbor);
    Unflattener body(numbers);
    body.structure(facts.tables.bodies.emplace_back());
    body.end();
    return true;
  }

  bool start_array(std::size_t) {
    bool isExpected = depth == 0 || (depth == 1 && element >= 4 && element < kElements);
    if (!isExpected)
      refuse();
    if (element == 4)
      facts.tables.strings.clear();
    if (element == 6)
      facts.tables.bodies.clear();
    ++depth;
    return true;
  }

  bool end_array() {
    if (--depth == 0) {
      if (element != kElements)
        throw Error("truncated");
      return true;
    }
    if (element == 5) {
      Unflattener unit(declarations);
      unit.structure(facts);
      unit.end();
    }
    return next();
  }

private:
  bool next() {
    ++element;
    return true;
  }

  UnitFacts &facts;
  unsigned depth = 0;
  std::size_t element = 0; ///< of the outer array
  Numbers declarations, numbers;
};
// NOLINTEND(readability-identifier-naming)

} // namespace

std::vector<std::uint8_t> toCbor(const UnitFacts &facts) {
  std::vector<std::uint8_t> out, bytes;
  CborWriter file(out);
  file.array(kElements);
  file.text(kMagic);
  file.number(kFormat);
  file.text(facts.mainFile);
  file.text(facts.command);
  file.array(facts.tables.strings.size());
  for (const std::string &text : facts.tables.strings)
    file.text(text);
  file.numbers(flatten(facts));
  file.array(facts.tables.bodies.size());
  for (const Body &body : facts.tables.bodies) {
    bytes.clear();
    CborWriter(bytes).numbers(flatten(body));
    file.bytes(bytes);
  }
  return out;
}

UnitFacts fromCbor(std::span<const std::uint8_t> data, std::string_view name) {
  UnitFacts facts;
  try {
    FileHandler handler(facts);
    Json::sax_parse(data.begin(), data.end(), &handler, Json::input_format_t::cbor);
  } catch (const Error &error) {
    throw Error(std::string(name) + ": " + error.what());
  }
  validate(facts, name);
  return facts;
}

void writeFile(const std::filesystem::path &path, const UnitFacts &facts) {
  std::vector<std::uint8_t> data = toCbor(facts);
  std::filesystem::path temporary = path;
  temporary += "." + std::to_string(std::random_device()()) + ".tmp";
  std::error_code error;
  {
    std::ofstream out(temporary, std::ios::binary);
    out.write(reinterpret_cast<const char *>(data.data()), static_cast<std::streamsize>(data.size()));
    out.close();
    if (out)
      std::filesystem::rename(temporary, path, error);
    else
      error = std::make_error_code(std::errc::io_error);
  }
  if (!error)
    return;
  std::error_code ignored;
  std::filesystem::remove(temporary, ignored);
  throw Error(path.string() + ": cannot be written: " + error.message());
}

UnitFacts readFile(const std::filesystem::path &path) {
  std::error_code error;
  std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error)
    throw Error(path.string() + ": cannot be read: " + error.message());
  std::vector<std::uint8_t> data(size);
  std::ifstream in(path, std::ios::binary);
  in.read(reinterpret_cast<char *>(data.data()), static_cast<std::streamsize>(size));
  if (!in)
    throw Error(path.string() + ": cannot be read");
  return fromCbor(data, path.string());
}

} // namespace overlap::facts
