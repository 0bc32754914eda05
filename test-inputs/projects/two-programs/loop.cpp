void init(int);

static double out[1'000'000];

// Which init() runs is not known here: what either does counts.
void fill() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(state)
    init(i);
    out[i] = i * 0.5;
  }
}
