// Files that std::make_unique opens: the literal says which.
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

class Appender {
public:
  explicit Appender(const char *name) : file_(std::fopen(name, "a")) {}
  ~Appender() { std::fclose(file_); }
  void put(int v) { std::fwrite(&v, sizeof v, 1, file_); }

private:
  std::FILE *file_;
};

void oneFile(int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential resource(a.txt)
    auto file = std::make_unique<Appender>("a.txt"); // expect: calls dependent flow(file)
    file->put(i);
  }
}
void oneStream(int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential resource(b.txt)
    auto file = std::make_unique<std::ofstream>("b.txt");
    *file << i;
  }
}
void manyStreams(const std::vector<std::string> &names) {
  for (const auto &name : names) { // expect: loop conditional async distinct-resource
    auto file = std::make_unique<std::ofstream>(name);
    *file << 1;
  }
}
