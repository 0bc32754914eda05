// Streams and generators that each iteration makes for itself, and twins that all share.
#include <iomanip>
#include <random>
#include <sstream>
#include <string>
#include <vector>

void twice(std::vector<std::string> &v) {
  for (auto &s : v) { // expect: loop independent
    std::ostringstream o;
    o << s << s;
    s = o.str();
  }
}

void padded(std::vector<std::string> &v) {
  for (auto &s : v) { // expect: loop independent
    std::stringstream o;
    o << std::setw(4) << s;
    s = o.str();
  }
}

void parsed(const std::vector<std::string> &v, std::vector<int> &to) {
  for (std::size_t i = 0; i < v.size(); ++i) { // expect: loop independent
    std::istringstream in(v[i]);
    int x = 0;
    in >> x;
    to[i] = x;
  }
}

void random(std::vector<double> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) { // expect: loop independent
    std::mt19937 generator(i);
    std::uniform_real_distribution<> uniform;
    v[i] = uniform(generator);
  }
}

void oneStream(std::vector<std::string> &v) {
  std::ostringstream o;
  for (auto &s : v) { // expect: loop unknown -- ideal: dependent, the stream goes on where it was
    o << s << s;
    s = o.str();
  }
}

void oneGenerator(std::vector<double> &v) {
  std::mt19937 generator(1);
  for (std::size_t i = 0; i < v.size(); ++i) { // expect: loop dependent flow(generator)
    std::uniform_real_distribution<> uniform;
    v[i] = uniform(generator);
  }
}

// The distribution keeps the second of two values that it makes at once.
void oneDistribution(std::vector<double> &v) {
  std::normal_distribution<> normal;
  for (std::size_t i = 0; i < v.size(); ++i) { // expect: loop dependent
    std::mt19937 generator(i);
    v[i] = normal(generator);
  }
}

// Streams of their own on one buffer.
void oneBuffer(const std::vector<std::string> &v, std::stringbuf *buffer) {
  for (auto &s : v) { // expect: loop unknown
    std::ostringstream o;
    static_cast<std::ostream &>(o).rdbuf(buffer);
    o << s;
  }
}
