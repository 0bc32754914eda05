int f(int);
void die(void) __attribute__((noreturn));
enum Color { Red, Green = 5 };
struct Node {
  struct Node *next;
  int value;
  struct { int low : 4, high : 4; } bits;
  union { int i; float f; } u;
};
int select(enum Color c, int x) {
  switch (c) {
  case Red:
    x++;
  case Green:
    return x ? f(x) : -x;
  case 7 ... 9:
    break;
  default:
    die();
  }
  if (x && f(x) || !x)
    x = ({ int t = f(x); t + 1; });
  return x;
}
int jumps(int n) {
  int k = 0;
again:
  k += n;
  if (k < 100)
    goto again;
  if (k == 101)
    goto out;
  while (n--) {
    int inner = n;
    if (f(inner))
      goto out;
  }
out:
  return k;
}
int members(struct Node *list, struct Node s) {
  struct Node local = {.value = 3}, *p = &local;
  int total = 0;
  for (struct Node *n = list; n; n = n->next)
    total += n->value;
  s.bits.high = 2;
  s.u.f = 1.5f;
  *p = s;
  p->next->value = total;
  const char *text = "abc";
  char buffer[] = "xyz";
  buffer[1] = text[0];
  return sizeof(local) + (&local)->value + *(&total + 0);
}
int assembler(int a) {
  int r;
  __asm__ volatile("mov %1, %0" : "=r"(r) : "r"(a));
  return r;
}
void pointers(int *p, const int *q, int n) {
  int *e = p + n;
  while (p != e)
    *p++ = *q++ + p[-1];
  int m[3][4];
  m[1][n] = (*m)[2];
  int(*row)[4] = m + 1;
  row[0][1] += *(int *)(char *)p;
}
void vla(int n, double a[n][n]) {
  double tmp[n];
  tmp[n - 1] = sizeof tmp;
  a[1][2] = tmp[0];
}
