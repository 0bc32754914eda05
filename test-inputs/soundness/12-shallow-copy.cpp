// A copy that shares: the class looks like a value and is a handle.
#include <vector>

struct Buffer {
  int *data;
  int size;
};

void addAll(Buffer shared, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop sequential -- dependent, or not understood
    Buffer b = shared;
    b.data[0] += i * b.data[0];
  }
}

void addToCopies(const std::vector<int> &original, std::vector<long> &out) {
  for (int i = 0; i < 100'000; ++i) { // expect: loop independent
    std::vector<int> copy = original;
    copy[0] += i;
    out[i] = copy[0];
  }
}
