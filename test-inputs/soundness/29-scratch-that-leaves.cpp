// One scratch record outside the loop, whose address every iteration stores.
struct Record {
  int key;
  double value;
};

static Record *kept[100'000];
static double sums[100'000];

static void fill(Record *r, int i) {
  r->key = i;
  r->value = i * 0.5;
}

void keepAddress() {
  Record t;
  for (int i = 0; i < 100'000; ++i) { // expect: loop dependent sequential output(t)
    fill(&t, i);
    kept[i] = &t;
  }
}

void keepValue() {
  Record t;
  for (int i = 0; i < 100'000; ++i) { // expect: loop independent multiprocess private(t)
    fill(&t, i);
    sums[i] = t.key + t.value;
  }
}
