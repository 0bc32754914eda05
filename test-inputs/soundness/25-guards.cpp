// A guard bounds how long a task may run: what its destructor does comes before the next statement.
#include <cstdlib>

struct ScopedEnv {
  ScopedEnv(const char *name, const char *value) : name(name) { setenv(name, value, 1); }
  ~ScopedEnv() { unsetenv(name); }
  const char *name;
};

static double image[2];

static double heavy(double seed) {
  for (int i = 0; i < 50'000'000; ++i) // expect: loop dependent sequential flow(seed)
    seed = 3.6 * seed * (1 - seed);
  return seed;
}

static void renderA() { image[0] = heavy(getenv("LANG") ? 0.3 : 0.4); }
static void renderB() { image[1] = heavy(getenv("LANG") ? 0.5 : 0.6); }

void render() {
  {
    ScopedEnv language("LANG", "C");
    renderA(); // expect: calls dependent sequential tasks=2
  }
  renderB();
}

static void drawA() { image[0] = heavy(0.3); }
static void drawB() { image[1] = heavy(0.5); }

void draw() {
  drawA(); // expect: calls independent multiprocess tasks=2
  drawB();
}
