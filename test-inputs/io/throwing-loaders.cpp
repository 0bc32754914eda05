// A message in an exception is a copy: what it was made of goes nowhere.
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

static std::string load(const std::string &name) {
  std::ifstream in(name); // expect: calls dependent sequential resource(in) tasks=2
  if (!in)
    throw std::runtime_error("cannot open " + name);
  std::string line;
  std::getline(in, line);
  return line;
}

std::string twoFiles(const std::string &one, const std::string &other) {
  const std::string a = load(one); // expect: calls conditional async no-exception tasks=2
  return a + load(other);
}

struct Missing : std::runtime_error {
  using std::runtime_error::runtime_error;
};

static std::string loadOr(const std::string &name) {
  std::ifstream in(name); // expect: calls dependent sequential resource(in) tasks=2
  if (!in)
    throw Missing(name);
  std::string line;
  std::getline(in, line);
  return line;
}

std::string twoOfOurOwn() {
  const std::string a = loadOr("a.txt"); // expect: calls conditional async no-exception tasks=2
  return a + loadOr("b.txt");
}

// An exception that refers to the name, and a function that catches it and changes what it refers to.
struct Refers {
  std::string *name;
};

static std::string loadChanging(std::string &name) {
  std::ifstream in(name); // expect: calls dependent sequential resource(in) tasks=2
  if (!in)
    throw Refers{&name};
  std::string line;
  std::getline(in, line);
  return line;
}
static std::string loadAgain(std::string &name, std::string &other) {
  try {
    return loadChanging(name); // expect: calls dependent sequential tasks=2
  } catch (const Refers &refers) {
    refers.name->append("x");
    return loadChanging(other);
  }
}

std::string twoThatRefer(std::string &one, std::string &other) {
  const std::string a = loadAgain(one, other); // expect: calls dependent sequential tasks=2
  return a + loadChanging(other);
}
