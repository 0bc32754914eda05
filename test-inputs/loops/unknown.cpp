// What is not understood is unknown or assumed, never silence.
#include <cstdarg>
#include <csetjmp>

double opaque(double x);
void opaqueInto(double *x);

static double a[1'000'000], b[1'000'000];

void assembly() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop unknown sequential
    asm volatile("" ::: "memory");
    a[i] = b[i];
  }
}

void unseen() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop conditional unknown-callee
    a[i] = opaque(b[i]);
}

void unseenThrough() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop conditional unknown-callee
    opaqueInto(&a[i]);
}

void throughPointer(double (*f)(double)) {
  for (int i = 0; i < 999'900; ++i) // expect: loop conditional unknown-callee
    a[i] = f(b[i]);
}

struct Shape {
  virtual ~Shape() = default;
  virtual double area(double x) const = 0;
};

void throughVirtual(const Shape &shape) {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop unknown sequential -- a virtual call may reach its object; ideal: conditional unknown-callee
    a[i] = shape.area(b[i]);
}

int variadic(int n, ...) {
  va_list list;
  va_start(list, n);
  int sum = 0;
  for (int i = 0; i < n; ++i) // expect: loop unknown sequential
    sum += va_arg(list, int);
  va_end(list);
  return sum;
}

static jmp_buf place;

void jumping() {
  for (int i = 0; i < 1'000'000; ++i) { // expect: loop unknown sequential
    if (setjmp(place))
      continue;
    a[i] = b[i];
  }
}
