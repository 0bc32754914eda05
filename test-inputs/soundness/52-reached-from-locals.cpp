// A local of the iteration may lead to what all iterations share.
struct Link {
  Link *next;
  int *target;
};

static int total, counts[1000], out[1'000'000];
static int depth[1'000'000];

static void visit(Link *l) {
  while (l) { // expect: loop dependent sequential hidden
    *l->target += 1;
    l = l->next;
  }
}

static void follow(Link *l, int left) {
  *l->target += left;
  if (left)
    follow(l->next, left - 1);
}

void oneTarget() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop unknown sequential
    Link l{nullptr, &counts[0]};
    visit(&l);
  }
}

void recursion() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop unknown sequential
    Link first{nullptr, &total}, second{&first, &total};
    first.next = &second;
    follow(&second, depth[i]);
  }
}

void ownTarget() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop independent multiprocess
    int mine = 0;
    Link l{nullptr, &mine};
    visit(&l);
    out[i] = mine + i;
  }
}
