// Stores that are wider than the step.
#include <cstring>

static unsigned char bytes[4'000'004];
static int words[1'000'000];

void overlapping() {
  for (int i = 0; i < 4'000'000; ++i) // expect: loop sequential -- dependent, or not understood
    std::memcpy(bytes + i, &words[i / 4], 4);
}

void stepped() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess
    std::memcpy(bytes + 4 * i, &words[i], 4);
}

void cast() {
  for (int i = 0; i < 4'000'000; ++i) // expect: loop sequential -- dependent, or not understood
    *reinterpret_cast<int *>(bytes + i) = i;
}
