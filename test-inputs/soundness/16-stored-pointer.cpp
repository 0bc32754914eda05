// A pointer that one call stores and another reads through ties the calls between them.
struct Config {
  int depth;
  int width;
};

static const Config *registered;
static int results[4];

static void registerConfig(const Config *config) { registered = config; }

static int heavy(int depth) {
  int value = depth;
  for (int i = 0; i < 50'000'000; ++i) // expect: loop dependent sequential flow(value)
    value = (value * 31 + i) % 1'000'003;
  return value;
}

static int fillDefaults(Config *config) { return config->depth = heavy(3); }
static int loadAll() { return results[0] = heavy(registered->depth); }
static int loadFixed() { return results[1] = heavy(7); }

int start() {
  Config config = {0, 0};
  registerConfig(&config);
  int a = fillDefaults(&config); // expect: calls dependent sequential flow(config) tasks=2
  int b = loadAll();
  registered = nullptr;
  return a + b;
}

int startFixed() {
  Config config = {0, 0};
  int a = fillDefaults(&config); // expect: calls independent multiprocess tasks=2
  int b = loadFixed();
  return a + b;
}
