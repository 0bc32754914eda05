// Parts of one object by way of its base classes: a virtual base is one part, whichever way leads to it, and a callee may cast
// back what it was passed.
static long heavy(long seed) {
  for (int i = 0; i < 49'924'013; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

struct Top {
  long value = 0, other = 0;
};
struct SharedLeft : virtual Top {
  long own = 0;
  void put(long seed) { value = heavy(seed); }
  void putOther(long seed) { other = heavy(seed); }
  void putOwn(long seed) { own = heavy(seed); }
};
struct SharedRight : virtual Top {
  long get() { return heavy(value); }
};
struct SharedBottom : SharedLeft, SharedRight {};

long virtualDiamond(SharedBottom &object) {
  object.put(1); // expect: calls dependent sequential tasks=2
  return object.get();
}
long virtualDiamondOtherMember(SharedBottom &object) {
  object.putOther(1); // expect: calls independent multiprocess tasks=2
  return object.get();
}
long virtualDiamondOwnMember(SharedBottom &object) {
  object.putOwn(1); // expect: calls independent multiprocess tasks=2
  return object.get();
}
static void copyInto(SharedLeft &out, long seed) {
  SharedLeft made;
  made.value = heavy(seed);
  out = made;
}
long virtualDiamondWhole(SharedBottom &object) {
  copyInto(object, 1); // expect: calls dependent sequential tasks=2
  return object.get();
}

struct OwnLeft : Top {
  void put(long seed) { value = heavy(seed); }
};
struct OwnRight : Top {
  long get() { return heavy(value); }
};
struct OwnBottom : OwnLeft, OwnRight {};

long diamond(OwnBottom &object) {
  object.put(1); // expect: calls independent multiprocess tasks=2
  return object.get();
}

struct Middle : Top {
  long middle = 0;
};
struct Bottom : Middle {
  long first = 0, second = 0;
};
static void putFirst(Top *out, long seed) { static_cast<Bottom *>(out)->first = heavy(seed); }
static long getFirst(const Bottom &in) { return heavy(in.first); }
static long getSecond(const Bottom &in) { return heavy(in.second); }

long castBack() {
  Bottom object;
  putFirst(&object, 1); // expect: calls dependent sequential tasks=2
  return getFirst(object);
}
long castBackOtherMember() {
  Bottom object;
  putFirst(&object, 1); // expect: calls independent multiprocess tasks=2
  return getSecond(object);
}

template <typename Derived> struct Mixin {
  void put(long seed) { static_cast<Derived *>(this)->first = heavy(seed); }
};
struct Mixed : Mixin<Mixed> {
  long first = 0, second = 0;
};
static long getFirst(const Mixed &in) { return heavy(in.first); }
static long getSecond(const Mixed &in) { return heavy(in.second); }

long mixin() {
  Mixed object;
  object.put(1); // expect: calls dependent sequential tasks=2
  return getFirst(object);
}
long mixinOtherMember() {
  Mixed object;
  object.put(1); // expect: calls independent multiprocess tasks=2
  return getSecond(object);
}

struct One {
  virtual ~One() = default;
  long one = 0;
};
struct Two {
  virtual ~Two() = default;
  long two = 0;
};
struct Both : One, Two {};
static void putBeside(One &out, long seed) { dynamic_cast<Two &>(out).two = heavy(seed); }
static long getTwo(const Two &in) { return heavy(in.two); }

long castBeside() {
  Both object;
  putBeside(object, 1); // expect: calls dependent sequential tasks=2
  return getTwo(object);
}
long castBesideInAnother() {
  Both object, other;
  putBeside(object, 1); // expect: calls independent multiprocess tasks=2
  return getTwo(other);
}
