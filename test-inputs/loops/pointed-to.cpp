// What lies behind pointers that each iteration finds for itself: nobody knows that it is another each time, and a
// sum there has no name that a clause could give.
#include <any>
#include <memory>
#include <vector>

struct Counter {
  int hits = 0;
};

void countAll(std::vector<std::weak_ptr<int>> &watched) {
  for (std::weak_ptr<int> &w : watched) // expect: loop unknown
    if (const auto p = w.lock())
      ++*p;
}

void countAny(std::vector<std::any> &values) {
  for (std::any &value : values) // expect: loop unknown
    *std::any_cast<int *>(value) += 1;
}

void countHere(std::vector<std::any> &values) {
  for (std::any &value : values) // expect: loop unknown
    std::any_cast<int &>(value) += 1;
}

void countChosen(const int *which, int n) {
  int even = 0, odd = 0;
  for (int i = 0; i < n; ++i) { // expect: loop unknown -- ideal: dependent
    int *p = which[i] % 2 ? &odd : &even;
    ++*p;
  }
}

// One counter, and one array of them, have a name.
void countInto(Counter *into, const int *which, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias reduction(into->hits)
    into->hits += which[i];
}

void histogram(std::vector<int> &bins, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(bins)
    bins[i * i % 7] += 1;
}

void throughTable(Counter **counters, const int *which, int n) {
  for (int i = 0; i < n; ++i) // expect: loop unknown -- ideal: conditional no-alias injective-index
    ++counters[which[i]]->hits;
}

// An array that is seen to hold one pointer twice.
void twice(int n) {
  int x = n;
  int *both[2] = {&x, &x};
  for (int i = 0; i < 2; ++i) // expect: loop unknown -- ideal: dependent flow(x)
    *both[i] = *both[i] * 3 + 1;
}

void channels(float *left, int n) {
  float *channel[2] = {left, left};
  for (int c = 0; c < 2; ++c)   // expect: loop unknown -- ideal: dependent
    for (int i = 0; i < n; ++i) // expect: loop independent
      channel[c][i] = channel[c][i] * 3 + 1;
}

void twoChannels(float *left, float *right, int n) {
  float *channel[2] = {left, right};
  for (int c = 0; c < 2; ++c)   // expect: loop conditional no-alias
    for (int i = 0; i < n; ++i) // expect: loop independent
      channel[c][i] = channel[c][i] * 5 + 1;
}

// A container that takes one element each time is there to take several.
void sortInto(std::vector<std::vector<int>> &buckets, const int *key, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent flow(buckets[key[i]])
    buckets[key[i]].push_back(i);
}

void setOnce(std::vector<std::vector<int>> &buckets, const int *key, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional injective-index no-alias
    buckets[key[i]][0] = i;
}

struct Mixer {
  float *left[4], *right[4];
};

// One pointer in two members is not one in two elements of an array.
void mix(Mixer *m, float *spare, int n) {
  Mixer own = *m;
  own.left[0] = spare;
  own.right[1] = spare;
  for (int c = 0; c < 4; ++c)   // expect: loop conditional no-alias
    for (int i = 0; i < n; ++i) // expect: loop independent
      own.left[c][i] *= 2;
}
