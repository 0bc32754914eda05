// Elements reached through members that return references, and twins whose members do something else.
#include <vector>

struct Mesh {
  std::vector<double> xs, ys, zs;
  double *raw = nullptr;
  std::vector<int> corners, owner;
  mutable int asked = 0;
  int last = 0;
  int count = 0, stride = 0;

  double &x(int i) { return xs[i]; }
  double &y(int i) { return ys[i]; }
  const double &x(int i) const { return xs[i]; }
  auto &z(int i) { return zs.at(i); }
  double &r(int i) { return raw[i]; }
  double &next(int i) { return xs[i + 1]; }
  double &mirrored(int i) { return xs[count - 1 - i]; }
  double &cell(int i, int j) { return xs[i * stride + j]; }
  double &through(int i) { return x(2 * i); }
  int *corner(int i) { return &corners[8 * i]; }
  double &ofOwner(int i) { return xs[owner[i]]; }
  int size() const { return count; }

  // What looks like an accessor.
  double &ignored(int) { return xs[0]; }
  double &clamped(int i) { return xs[i < count ? i : count - 1]; }
  double &wrapped(int i) { return xs[i % 16]; }
  double &halved(int i) { return xs[i / 2]; }
  double &counted(int i) {
    ++asked;
    return xs[i];
  }
  double &narrow(unsigned char i) { return xs[i]; }
  double &either(int i, bool flag) { return flag ? xs[i] : ys[i]; }
  double &cached(int i) {
    last = i;
    return xs[last];
  }
  double &grown(int i) {
    if (i >= (int)xs.size())
      xs.resize(i + 1);
    return xs[i];
  }
  double &bumped(int i) {
    double &here = xs[stride];
    stride += i;
    return here;
  }
};

double &stored(int i) {
  static double cell = 0;
  cell += i;
  return cell;
}

void setX(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    m.x(i) = 2.0 * i;
}

void copyMembers(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    m.y(i) = m.x(i) + m.x(i + 1);
}

void shiftBack(Mesh &m, int n) {
  for (int i = 1; i < n; ++i) // expect: loop dependent flow(m.x(i)) distance=1
    m.x(i) = m.x(i - 1) + 1;
}

void shiftForward(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent anti distance=1
    m.x(i) = m.next(i);
}

void shiftByTwo(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent flow distance=2
    m.x(i + 2) = m.x(i);
}

void evenAndOdd(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    m.x(2 * i) = m.x(2 * i + 1);
}

void constAccess(const Mesh &from, std::vector<double> &to, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    to[i] = from.x(i);
}

void checked(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional no-exception
    m.z(i) *= 0.5;
}

void behindPointer(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    m.r(i) += 1;
}

void mirror(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop independent
    m.mirrored(i) = i;
}

void mirrorAgainst(Mesh &m, int n) {
  for (int i = 0; i < n - 1; ++i) // expect: loop dependent
    m.mirrored(i) = m.x(i);
}

void oneLevelMore(Mesh &m, int n) {
  for (int i = 0; i < n - 1; ++i) // expect: loop independent
    m.through(i) = i;
}

void oneLevelMoreMeets(Mesh &m, int n) {
  for (int i = 0; i < n - 2; ++i) // expect: loop dependent
    m.through(i) = m.x(i);
}

void corners(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop independent
    int *c = m.corner(i);
    for (int j = 0; j < 8; ++j) // expect: loop independent hidden
      c[j] = i + j;
  }
}

void cornersMeet(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop dependent
    int *c = m.corner(i);
    for (int j = 0; j < 9; ++j) // expect: loop independent hidden
      c[j] = i + j;
  }
}

void indirect(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional injective-index
    m.ofOwner(i) = i;
}

void indirectByHand(Mesh &m, const int *list, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional injective-index
    m.x(list[i]) = m.y(i);
}

void columns(Mesh &m, int j) {
  for (int i = 0; i < m.size(); ++i) // expect: loop conditional other
    m.cell(i, j) = i;
}

void ignoresItsArgument(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent
    m.ignored(i) += m.y(i) * m.ignored(i);
}

void clamps(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop unknown
    m.clamped(i) = i;
}

void wraps(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent
    m.wrapped(i) = i;
}

void halves(Mesh &m, int n) {
  for (int i = 0; i < n - 2; ++i) // expect: loop dependent
    m.halved(i) = i;
}

void counts(Mesh &m, int n) {
  for (int i = 0; i < n - 3; ++i) // expect: loop independent reduction(m.asked)
    m.counted(i) = i;
}

void narrows(Mesh &m, int n) {
  for (int i = 0; i < n - 4; ++i) // expect: loop dependent
    m.narrow(i) = i;
}

void narrowsWithin(Mesh &m) {
  for (int i = 0; i < 200; ++i) // expect: loop independent hidden
    m.narrow(i) = i;
}

void oneOfTwo(Mesh &m, int n) {
  for (int i = 0; i < n; ++i) // expect: loop unknown
    m.either(i, i % 2 == 0) = i;
}

void caches(Mesh &m, int n) {
  for (int i = 0; i < n - 5; ++i) // expect: loop dependent
    m.cached(i) = i;
}

void grows(Mesh &m, int n) {
  for (int i = 0; i < n - 6; ++i) // expect: loop dependent
    m.grown(i) = i;
}

void bumps(Mesh &m, int n) {
  for (int i = 0; i < n - 7; ++i) // expect: loop dependent
    m.bumped(i) = i;
}

void staticCell(int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent
    stored(i) = i;
}
