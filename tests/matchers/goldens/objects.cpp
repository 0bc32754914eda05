struct P {
  int x, y;
};
struct S {
  S(int);
  S(const S &);
  ~S();
  int m;
  int get() const;
  S operator+(const S &) const;
};
S make(int);
void use(const S &s);
int temporaries() {
  S a = make(1);
  const S &b = make(2);
  S c = a + b;
  use(c + make(3));
  P p{1, 2};
  P q = p;
  q.x += p.y;
  return c.get() ? q.x : a.m;
}
bool conditionalTemporary(int a) { return a > 1 && make(a).m; }
S returned(int n) {
  S kept(n);
  return kept;
}
struct B {
  int b;
  virtual ~B();
  virtual int f();
};
struct D : B {
  S s;
  int d = 5;
  D() : s(3) {}
  ~D() { d = 0; }
  int f() override { return B::f() + b + d; }
};
int dispatch(B *p, D d) {
  d.f();
  delete p;
  D *x = new D;
  int *numbers = new int[10]();
  numbers[2] = x->f();
  return static_cast<B *>(x)->f() + static_cast<D *>(p)->d;
}
