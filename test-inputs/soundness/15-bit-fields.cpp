// Adjacent bit-fields share a memory location: two tasks that write one each race. A zero-width field parts them.
struct Packed {
  unsigned a : 1;
  unsigned b : 1;
};

struct Parted {
  unsigned a : 1;
  unsigned : 0;
  unsigned b : 1;
};

static bool odd(long seed) {
  for (int i = 0; i < 49'999'600; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed & 1;
}

static void setA(Packed *s) { s->a = odd(1); }
static void setB(Packed *s) { s->b = odd(2); }

void both(Packed &s) {
  setA(&s); // expect: calls dependent sequential output tasks=2
  setB(&s);
}

static void setA(Parted *s) { s->a = odd(1); }
static void setB(Parted *s) { s->b = odd(2); }

void both(Parted &s) {
  setA(&s); // expect: calls independent multiprocess tasks=2
  setB(&s);
}
