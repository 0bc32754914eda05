// A string stream is memory: to read from one or write to one waits for nothing.
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

static long sumOfTwo(const std::string &line) {
  std::istringstream in(line);
  long a = 0, b = 0;
  in >> a >> b;
  return a + b;
}

long sumOfLines(const std::vector<std::string> &lines) {
  long sum = 0;
  for (const std::string &line : lines) // expect: loop independent boundness=cpu reduction(sum)
    sum += 2 * sumOfTwo(line);
  return sum;
}

long lettersOf(const std::vector<std::string> &lines) {
  long letters = 0;
  for (const std::string &line : lines) { // expect: loop independent boundness=cpu reduction(letters)
    std::istringstream in(line);
    std::string word;
    while (in >> word) // expect: loop dependent sequential
      letters += static_cast<long>(word.size());
  }
  return letters;
}

void fieldsOf(const std::vector<std::string> &lines, std::vector<long> &fields) {
  for (std::size_t i = 0; i < lines.size(); ++i) { // expect: loop independent boundness=cpu
    std::stringstream in(lines[i]);
    std::string field;
    while (std::getline(in, field, ',')) // expect: loop unknown sequential -- ideal: dependent
      ++fields[i];
  }
}

// One stream for all lines.
long readOn(std::istringstream &in, std::vector<long> &numbers) {
  long bad = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) // expect: loop unknown sequential -- ideal: dependent
    bad += !(in >> numbers[i]);
  return bad;
}

// A stream of each iteration's own on the buffer of one file.
long readFromFile(std::ifstream &file, std::vector<long> &numbers) {
  for (std::size_t i = 0; i < numbers.size(); ++i) { // expect: loop dependent
    std::istringstream in;
    static_cast<std::istream &>(in).rdbuf(file.rdbuf());
    in >> numbers[i];
  }
  return 0;
}
