// Written on one path only: the other path reads what an earlier iteration left.
static int out[1'000'000], tmp[1];

void sometimes(const bool *c) {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(tmp)
    if (c[i])
      tmp[0] = i * i;
    out[i] = tmp[0];
  }
}

void sometimesScalar(const bool *c) {
  int t = 0;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop dependent sequential flow(t)
    if (c[i])
      t = i * i;
    out[i] = t;
  }
}

void always(const bool *c) {
  int t;
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop independent multiprocess private(t)
    if (c[i])
      t = i * i;
    else
      t = -1;
    out[i] = t;
  }
}
