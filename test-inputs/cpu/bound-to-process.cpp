// What another process cannot do for this one: free its memory, or leave pointers in it.
#include <complex>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct Node {
  double value = 0;
  Node *next = nullptr;
  ~Node();
};
struct Slice {
  const char *data;
  std::size_t size;
};
struct Range {
  std::size_t first, last;
};
struct Scratch {
  explicit Scratch(int n) : data(new double[n]) {}
  ~Scratch() { delete[] data; }
  double *data;
};

void dispose(Node *node);
void inspect(const double *row);
void fill(double *row);
double heavy(double x);

static void release(void *memory) { std::free(memory); }

// Made before the loop, freed in it.
void deleteEach(int n) {
  Node **nodes = new Node *[n];
  for (int i = 0; i < n; ++i) // expect: loop independent multithreaded
    nodes[i] = new Node;
  for (int i = 0; i < n; ++i) // expect: loop conditional multithreaded no-alias unknown-callee
    delete nodes[i];
  delete[] nodes;
}

// What one iteration makes it may free again.
void deleteOwn(std::vector<double> &sums) {
  for (std::size_t i = 0; i < sums.size(); ++i) { // expect: loop independent multiprocess
    double *parts = new double[100];
    for (int k = 0; k < 100; ++k) // expect: loop independent
      parts[k] = k * sums[i];
    sums[i] = parts[99] - parts[7];
    delete[] parts;
  }
}

void scratchOfItsOwn(std::vector<double> &sums) {
  for (std::size_t i = 0; i < sums.size(); ++i) { // expect: loop independent multiprocess
    Scratch scratch(100);
    for (int k = 0; k < 100; ++k) // expect: loop independent
      scratch.data[k] = k + sums[i];
    sums[i] = scratch.data[99] * scratch.data[7];
  }
}

// Each iteration changes what another has made: the list hands it on under the lock.
struct Linked {
  double value = 0;
  Linked *next = nullptr;
};
struct List {
  std::mutex mutex;
  Linked *head = nullptr;
};

void changeBefore(List &list, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop unknown sequential -- ideal: dependent
    Linked *made = new Linked;
    {
      std::lock_guard<std::mutex> guard(list.mutex);
      made->next = list.head;
      list.head = made;
    }
    if (made->next)
      made->next->value += i;
  }
}

void disposeEach(std::vector<Node *> &nodes) {
  for (Node *node : nodes) // expect: loop conditional multithreaded no-alias unknown-callee
    dispose(node);
}

void inspectEach(const std::vector<double *> &rows) {
  for (const double *row : rows) // expect: loop conditional multiprocess unknown-callee
    inspect(row);
}

void releaseEach(std::vector<void *> &blocks) {
  for (void *block : blocks) // expect: loop conditional multithreaded no-alias
    release(block);
}

// The address of an element is nothing that could be freed.
void fillRows(double *cells, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional multiprocess unknown-callee
    fill(cells + 100 * i);
}

void slices(const std::vector<std::string> &texts, std::vector<Slice> &out) {
  for (std::size_t i = 0; i < texts.size(); ++i) // expect: loop independent multithreaded
    out[i] = Slice{texts[i].data(), texts[i].size()};
}

void ranges(const std::vector<std::string> &texts, std::vector<Range> &out) {
  for (std::size_t i = 0; i < texts.size(); ++i) // expect: loop independent multiprocess
    out[i] = Range{i, i + texts[i].size()};
}

void views(const std::vector<std::string> &texts, std::vector<std::string_view> &out) {
  for (std::size_t i = 0; i < texts.size(); ++i) // expect: loop independent multithreaded
    out[i] = texts[i];
}

void copies(const std::vector<std::string> &texts, std::vector<std::string> &out) {
  for (std::size_t i = 0; i < texts.size(); ++i) // expect: loop conditional multiprocess no-alias
    out[i] = texts[i];
}

void sliceArray(char *text, int n) {
  Slice *out = new Slice[n];
  for (int i = 0; i < n; ++i) // expect: loop independent multithreaded
    out[i] = Slice{text + i, 1};
}

void squares(std::vector<std::complex<double>> &values) {
  for (auto &value : values) // expect: loop independent multiprocess
    value *= value;
}
