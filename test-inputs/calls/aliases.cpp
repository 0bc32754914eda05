// Two names of one object that the function itself has made: no assumption may say that they are apart.
#include <memory>
#include <sys/socket.h>
#include <vector>

static long heavy(long seed) {
  for (int i = 0; i < 49'998'301; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static void put(long *out, long seed) { *out = heavy(seed); }
static long get(const long *in) { return heavy(*in); }

long throughPointer() {
  long x;
  long *p = &x;
  put(&x, 1); // expect: calls dependent sequential flow(x) tasks=2
  return get(p);
}

long throughReference() {
  long x, y;
  long &r = y;
  put(&x, 1); // expect: calls independent multiprocess tasks=2
  put(&r, 2);
  return x + y;
}

// Parameters: the caller knows.
void parameters(long *p, long *q) {
  put(p, 1); // expect: calls conditional multiprocess no-alias tasks=2
  put(q, 2);
}

void oneParameter(long *p) {
  long *q = p;
  put(p, 1); // expect: calls dependent sequential tasks=2
  put(q, 2);
}

struct Holder {
  long &r;
  void fill() { r = heavy(1); }
  long use() const { return heavy(r); }
};

long heldTwice() {
  long x = 0;
  Holder a{x}, b{x};
  a.fill(); // expect: calls dependent sequential tasks=2
  return b.use();
}

long heldApart() {
  long x = 0, y = 0;
  Holder a{x}, b{y};
  a.fill(); // expect: calls independent multiprocess tasks=2
  return b.use();
}

struct Node {
  Node *next;
  long value;
};
static void fillNode(Node *node) { node->value = heavy(2); }
static long readNext(const Node *node) { return heavy(node->next->value); }

long linked() {
  Node a{}, b{&a, 0};
  fillNode(&a); // expect: calls dependent sequential tasks=2
  return readNext(&b);
}

long linkedElsewhere() {
  Node a{}, c{}, b{&c, 0};
  fillNode(&a); // expect: calls independent multiprocess tasks=2
  return readNext(&b);
}

// A connection in two wrappers is one connection.
struct Connection {
  int fd;
  long ask(const char *question, char *answer) {
    send(fd, question, 3, 0); // expect: calls dependent sequential resource hidden
    return recv(fd, answer, 4096, 0);
  }
};
static char first[4096], second[4096];

long wrappedTwice(int fd) {
  Connection a{fd}, b{fd};
  long x = a.ask("one", first); // expect: calls dependent sequential resource tasks=2
  long y = b.ask("two", second);
  return x + y;
}

long wrappedApart(int fd, int other) {
  Connection a{fd}, b{other};
  long x = a.ask("one", first); // expect: calls conditional multithreaded distinct-resource tasks=2
  long y = b.ask("two", second);
  return x + y;
}

long copied(Connection a) {
  Connection b = a;
  long x = a.ask("one", first); // expect: calls dependent sequential resource tasks=2
  long y = b.ask("two", second);
  return x + y;
}

struct Client {
  Connection *connection;
  long ask(char *answer) { return connection->ask("what", answer); }
};

long sharedByClients(Connection &connection) {
  Client a{&connection}, b{&connection};
  long x = a.ask(first); // expect: calls dependent sequential resource tasks=2
  long y = b.ask(second);
  return x + y;
}

// What one call stores in a global another reads through it.
static const long *registered;
static void announce(const long *value) { registered = value; }
static long useAnnounced() { return heavy(*registered); }

long announced() {
  long x = 0;
  announce(&x);
  put(&x, 3); // expect: calls dependent sequential tasks=2
  return useAnnounced();
}

// Owners of one object.
static void set(std::unique_ptr<long> &p) { *p = heavy(4); }
static long use(const std::unique_ptr<long> &p) { return heavy(*p); }

long ownedOnce() {
  auto p = std::make_unique<long>(1);
  auto &q = p;
  set(p); // expect: calls dependent sequential tasks=2
  return use(q);
}

long ownedApart() {
  auto p = std::make_unique<long>(1), q = std::make_unique<long>(2);
  set(p); // expect: calls independent multiprocess tasks=2
  return use(q);
}

// A pointer that lies in an array which one call gets, beside another call that changes what it leads to.
static long join(int n, const char *const *texts) {
  long sum = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(sum)
    sum += heavy(texts[i][0]);
  return sum;
}
static void drop(char *text) {
  text[0] = static_cast<char>(heavy(text[0]));
  delete[] text;
}

long joinedThenDropped(char *text) {
  const char *texts[] = {"A", text};
  const long sum = join(2, texts); // expect: calls dependent sequential anti tasks=2
  drop(text);
  return sum;
}
// Only the first is looked at.
long otherThenDropped(char *text) {
  const char *texts[] = {"A", text};
  const long sum = join(1, texts); // expect: calls conditional no-alias tasks=2
  drop(text);
  return sum;
}
long joinedThenOther(char *text, char *other) {
  const char *texts[] = {"A", text};
  const long sum = join(2, texts); // expect: calls conditional no-alias tasks=2
  drop(other);
  return sum;
}

// What an element of an array of pointers leads to, twice.
struct Command {
  int argc;
  char **argv;
};
static void setArgument(Command *command) { command->argv[1][0] = static_cast<char>(heavy(5)); }
static long getArgument(const Command *command) { return heavy(command->argv[1][0]); }
static long getFirst(const Command *command) { return heavy(command->argv[0][0]); }

long oneArgument(Command *command) {
  setArgument(command); // expect: calls dependent sequential flow tasks=2
  return getArgument(command);
}
long twoArguments(Command *command) {
  setArgument(command); // expect: calls conditional no-alias tasks=2
  return getFirst(command);
}
