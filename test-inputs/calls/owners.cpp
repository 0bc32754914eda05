// Objects that get what others have made, and objects that know where they lie themselves.
#include <fstream>
#include <memory>
#include <sstream>
#include <utility>
#include <vector>

static long heavy(long seed) {
  for (int i = 0; i < 49'996'013; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}
static void put(long *out, long seed) { *out = heavy(seed); }
static long get(const long *in) { return heavy(*in); }

long adoptedByContainer() {
  std::vector<std::unique_ptr<long>> all;
  long *value = new long(1);
  all.emplace_back(value);
  put(all[0].get(), 2); // expect: calls dependent sequential tasks=2
  return get(value);
}
long besideContainer() {
  std::vector<std::unique_ptr<long>> all;
  long *value = new long(1);
  all.emplace_back(new long(2));
  put(all[0].get(), 2); // expect: calls independent multiprocess tasks=2
  return get(value);
}

struct Owner {
  explicit Owner(long *value) : owned(value) {}
  long *value() const { return owned.get(); }
  std::unique_ptr<long> owned;
};

long adoptedByConstructor() {
  long *value = new long(1);
  Owner owner(value);
  put(owner.value(), 2); // expect: calls dependent sequential tasks=2
  return get(value);
}
long besideConstructor() {
  long *value = new long(1);
  Owner owner(new long(2));
  put(owner.value(), 2); // expect: calls independent multiprocess tasks=2
  return get(value);
}

struct Node {
  Node *next;
  long value = 0;
  Node() : next(this) {}
  explicit Node(Node *other) : next(other) {}
};

long pointsToItself() {
  Node node;
  put(&node.next->value, 1); // expect: calls dependent sequential tasks=2
  return get(&node.value);
}
long pointsToAnother() {
  Node other, node(&other);
  put(&node.next->value, 1); // expect: calls independent multiprocess tasks=2
  return get(&node.value);
}

// Both sides of a stream are one stream.
static void write(std::fstream &file, long seed) { file << heavy(seed); }
static long read(std::fstream &file) {
  long value = 0;
  file >> value; // expect: calls dependent sequential tasks=2
  return heavy(value);
}

long bothSides(std::fstream &file) {
  write(file, 1); // expect: calls dependent sequential resource(file) tasks=2
  return read(file);
}
long ownFiles() {
  std::fstream first("first.txt"), second("second.txt"); // expect: calls partial distinct-resource
  write(first, 1);
  return read(second);
}

// What an owner was given, or what a callee has made for it, may hold its own address.
struct Own {
  long value = 0;
  Own *self = nullptr;
};
static std::unique_ptr<Own> makeOwn() {
  auto made = std::make_unique<Own>();
  made->self = made.get();
  return made;
}
long ownGiven(std::unique_ptr<Own> given) {
  put(&given->value, 2); // expect: calls conditional no-alias tasks=2
  return get(&given->self->value);
}
long ownGivenTwice(std::unique_ptr<Own> given, std::unique_ptr<Own> other) {
  put(&given->value, 2); // expect: calls independent multiprocess tasks=2
  return get(&other->value);
}
long ownMade() {
  auto made = makeOwn();
  put(&made->value, 2); // expect: calls conditional no-alias tasks=2 -- ideal: dependent
  return get(&made->self->value);
}
long ownMadeTwice() {
  auto made = makeOwn(), other = makeOwn();
  put(&made->value, 2); // expect: calls independent multiprocess tasks=2
  return get(&other->value);
}

// What the library constructs may hold its own address, too.
struct Ring {
  long value = 0;
  Ring *next = nullptr;
  Ring() : next(this) {}
};
long ringMade() {
  auto ring = std::make_unique<Ring>();
  put(&ring->value, 3); // expect: calls conditional no-alias tasks=2 -- ideal: dependent
  return get(&ring->next->value);
}
long ringMadeTwice() {
  auto ring = std::make_unique<Ring>(), other = std::make_unique<Ring>();
  put(&ring->value, 3); // expect: calls independent multiprocess tasks=2
  return get(&other->value);
}
