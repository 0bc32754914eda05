// Many files read one after the other: slow I/O, as many as there are names.
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

std::vector<long> lineCounts(const std::vector<std::string> &paths) {
  std::vector<long> counts(paths.size());
  for (std::size_t i = 0; i < paths.size(); ++i) { // expect: loop independent async boundness=io latency=slow connections=many shown
    std::ifstream in(paths[i]); // expect: calls dependent sequential hidden
    std::string line;
    long lines = 0;
    while (std::getline(in, line)) // expect: loop dependent sequential resource(in) boundness=io
      ++lines;
    counts[i] = lines;
  }
  return counts;
}

long totalSize(const std::vector<std::string> &paths) {
  long total = 0;
  for (const std::string &path : paths) { // expect: loop independent async reduction(total) boundness=io latency=slow connections=many shown
    FILE *f = fopen(path.c_str(), "rb"); // expect: calls dependent sequential hidden
    if (!f)
      continue;
    char buffer[4096];
    total += fread(buffer, 1, sizeof buffer, f);
    fclose(f);
  }
  return total;
}

// Files written under computed names: two of the names may be one file.
void split(const std::vector<std::string> &names, const std::vector<std::string> &texts) {
  for (std::size_t i = 0; i < names.size(); ++i) { // expect: loop conditional async distinct-resource boundness=io latency=slow connections=many shown
    FILE *f = fopen(names[i].c_str(), "wb"); // expect: calls dependent sequential hidden
    fwrite(texts[i].data(), 1, texts[i].size(), f);
    fclose(f);
  }
}

// All into one file: its position orders them.
void concatenate(const std::vector<std::string> &texts, FILE *out) {
  for (const std::string &text : texts) // expect: loop dependent sequential order(out) boundness=io
    fwrite(text.data(), 1, text.size(), out);
}
