// Pointers that own what they point to, given something new to own; and what runs when the old one goes.
#include <memory>
#include <vector>

struct Silent {
  int a = 1;
};

static int gone;
struct Counted {
  int a = 1;
  ~Counted() { ++gone; }
};

void numbers(std::vector<std::unique_ptr<int>> &v) {
  for (auto &p : v) // expect: loop independent
    p.reset(new int(3));
}

void objects(std::vector<std::unique_ptr<Silent>> &v) {
  for (auto &p : v) // expect: loop independent
    p = std::make_unique<Silent>();
}

void objectsByReset(std::vector<std::unique_ptr<Silent>> &v) {
  for (auto &p : v) // expect: loop independent
    p.reset(new Silent);
}

void arrays(std::vector<std::unique_ptr<int[]>> &v) {
  for (auto &p : v) // expect: loop independent
    p.reset(new int[4]());
}

void counted(std::vector<std::unique_ptr<Counted>> &v) {
  for (auto &p : v) // expect: loop dependent flow(gone)
    p = std::make_unique<Counted>();
}

void countedByReset(std::vector<std::unique_ptr<Counted>> &v) {
  for (auto &p : v) // expect: loop dependent flow(gone)
    p.reset(new Counted);
}

// One owner for all iterations.
void one(std::unique_ptr<int> &p, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent
    p.reset(new int(i));
}

// Virtual functions of what the elements own.
struct Shape {
  virtual ~Shape() {}
  virtual double area() const = 0;
};
struct Square : Shape {
  double side = 1;
  double area() const override { return side * side; }
};
struct Circle : Shape {
  double radius = 1;
  double area() const override { return 3 * radius * radius; }
};

double areas(const std::vector<std::unique_ptr<Shape>> &v) {
  double sum = 0;
  for (auto &p : v) // expect: loop conditional unknown-callee reduction(sum)
    sum += p->area();
  return sum;
}

struct Figure {
  virtual ~Figure() {}
  virtual double area() const = 0;
};
struct Box : Figure {
  double side = 1;
  double area() const override { return side * side; }
};
struct Disc : Figure {
  double radius = 1;
  double area() const override {
    static int calls;
    return ++calls * radius;
  }
};

double areasWithACount(const std::vector<std::unique_ptr<Figure>> &v) {
  double sum = 0;
  for (auto &p : v) // expect: loop dependent flow(calls)
    sum += p->area();
  return sum;
}
