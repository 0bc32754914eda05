// What is done to make the arguments of a call, and to clear them away, belongs to its statement.
#include <string>
#include <utility>
#include <vector>

static long heavy(long seed) {
  for (int i = 0; i < 49'998'401; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long consume(std::vector<long> values) { return heavy(static_cast<long>(values.size())); }
static long measure(const std::vector<long> &values) { return heavy(static_cast<long>(values.size()) + 1); }

// The first statement leaves the vector empty.
long moved(std::vector<long> values) {
  long a = consume(std::move(values)); // expect: calls dependent sequential tasks=2
  long b = measure(values);
  return a + b;
}

long movedLast(std::vector<long> values) {
  long a = measure(values); // expect: calls dependent sequential tasks=2
  long b = consume(std::move(values));
  return a + b;
}

long passedByValue(std::vector<long> values) {
  long a = consume(values); // expect: calls independent multiprocess tasks=2
  long b = measure(values);
  return a + b;
}

static long counter;
static long nextId() { return ++counter; }
static long make(long id) { return heavy(id); }

// Two cheap calls for the arguments, in order.
long numbered() {
  long a = make(nextId()); // expect: calls dependent sequential tasks=2
  long b = make(nextId());
  return a + b;
}

static long makeNumbered(long kind, long id = nextId()) { return heavy(kind + id); }

long numberedByDefault() {
  long a = makeNumbered(1); // expect: calls dependent sequential tasks=2
  long b = makeNumbered(2);
  return a + b;
}

static long twice(long id) { return 2 * id; }

long numberedByCaller(long id) {
  long a = make(twice(id)); // expect: calls independent multiprocess tasks=2
  long b = make(twice(id + 1));
  return a + b;
}

static long shared;
struct Recorder {
  long kind;
  ~Recorder() { shared += kind; }
};
static long with(const Recorder &recorder) { return heavy(recorder.kind); }
static long readShared() { return heavy(shared); }

// The temporary's destructor writes what the next call reads.
long temporary() {
  long a = with(Recorder{2}); // expect: calls dependent sequential tasks=2
  long b = readShared();
  return a + b;
}

struct Plain {
  long kind;
};
static long withPlain(const Plain &plain) { return heavy(plain.kind + 5); }

long plainTemporary() {
  long a = withPlain(Plain{2}); // expect: calls independent multiprocess tasks=2
  long b = readShared();
  return a + b;
}

// A conversion is a call.
struct Ticket {
  Ticket(long value) : value(value), number(++issued) {}
  long value, number;
  static long issued;
};
long Ticket::issued;
static long redeem(Ticket ticket) { return heavy(ticket.value + ticket.number); }

long converted() {
  long a = redeem(1); // expect: calls dependent sequential tasks=2
  long b = redeem(2);
  return a + b;
}

struct Amount {
  Amount(long value) : value(value) {}
  long value;
};
static long add(Amount amount) { return heavy(amount.value); }

long plainlyConverted() {
  long a = add(1); // expect: calls independent multiprocess tasks=2
  long b = add(2);
  return a + b;
}

// Operators are calls.
struct Counting {
  long value;
  static long made;
  Counting operator+(const Counting &other) const {
    ++made;
    return {heavy(value + other.value)};
  }
};
long Counting::made;

long countedSums(Counting a, Counting b, Counting c) {
  Counting x = a + b; // expect: calls dependent sequential tasks=2
  Counting y = b + c;
  return x.value + y.value;
}

struct Number {
  long value;
  Number operator*(const Number &other) const { return {heavy(value * other.value)}; }
};

long products(Number a, Number b, Number c) {
  Number x = a * b; // expect: calls independent multiprocess tasks=2
  Number y = b * c;
  return x.value + y.value;
}
