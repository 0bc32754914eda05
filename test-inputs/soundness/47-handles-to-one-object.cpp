// Two handles, one object: what is written through one is read through the other.
#include <functional>
#include <memory>
#include <vector>

static int seen[1000];

void sharedByCopy() {
  auto p = std::make_shared<int>(0);
  auto q = p;
  for (int i = 0; i < 1000; ++i) { // expect: loop dependent flow(*p)
    *p += i;
    seen[i] = *q;
  }
}

void sharedByParameter(std::shared_ptr<int> p) {
  std::shared_ptr<int> q(p);
  for (int i = 0; i < 1000; ++i) { // expect: loop dependent flow(*p)
    *p -= i;
    seen[i] = *q;
  }
}

void onlyAdded() {
  auto p = std::make_shared<int>(0);
  auto q = p;
  for (int i = 0; i < 1000; ++i) // expect: loop independent reduction(*p)
    *p += i;
  seen[0] = *q;
}

struct Holder {
  int *cell;
};

void plainCopy(Holder h) {
  Holder other = h;
  for (int i = 0; i < 1000; ++i) { // expect: loop dependent flow(cell)
    *h.cell += 2 * i;
    seen[i] = *other.cell;
  }
}

void ownedByTwo(std::unique_ptr<int> p, std::unique_ptr<int> q) {
  for (int i = 0; i < 1000; ++i) { // expect: loop independent reduction(*p)
    *p += 3 * i;
    seen[i] = *q;
  }
}

struct Cursor {
  std::vector<double> *over;
};
static Cursor cursorOn(std::vector<double> &v) { return {&v}; }

void madeByFunction(std::vector<double> &v) {
  Cursor c = cursorOn(v);
  for (int i = 1; i < 1000; ++i) // expect: loop dependent flow distance=1
    (*c.over)[i] = v[i - 1];
}

void wrapped(std::vector<int> &v) {
  for (int i = 1; i < 1000; ++i) { // expect: loop dependent flow(v[i]) distance=1
    std::reference_wrapper<int> r = v[i - 1];
    v[i] = r.get() + 1;
  }
}

void wrappedOwn(std::vector<int> &v) {
  for (int i = 1; i < 1000; ++i) { // expect: loop independent
    std::reference_wrapper<int> r = std::ref(v[i]);
    r.get() *= 3;
  }
}
