// Member functions that a library calls on what it is passed besides.
#include <functional>
#include <memory>
#include <tuple>

static long heavy(long seed) {
  for (int i = 0; i < 49'923'013; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

struct Object {
  long value = 0;
  void put(long seed) { value = heavy(seed); }
  long get() const { return heavy(value); }
};

long onReference() {
  Object object;
  std::invoke(&Object::put, object, 1); // expect: calls dependent sequential tasks=2
  return std::invoke(&Object::get, object);
}
long onTwo() {
  Object object, other;
  std::invoke(&Object::put, object, 1); // expect: calls independent multiprocess tasks=2
  return std::invoke(&Object::get, other);
}
long onPointer() {
  Object object;
  std::invoke(&Object::put, &object, 1); // expect: calls dependent sequential tasks=2
  return std::invoke(&Object::get, object);
}
long onPointerToAnother() {
  Object object, other;
  std::invoke(&Object::put, &object, 1); // expect: calls independent multiprocess tasks=2
  return std::invoke(&Object::get, &other);
}

// A tuple of references hands on what they refer to.
static void fill(long &out, long seed) { out = heavy(seed); }
static long take(const long &in) { return heavy(in); }

long applied(long seed) {
  long value = 0;
  std::apply(fill, std::tie(value, seed)); // expect: calls dependent sequential flow(value) tasks=2
  return take(value);
}

long appliedToOther(long seed) {
  long value = 0, other = 0;
  std::apply(fill, std::tie(other, seed)); // expect: calls independent tasks=2
  return take(value) + other;
}
