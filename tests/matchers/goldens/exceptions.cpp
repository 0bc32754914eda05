struct S {
  S(int);
  ~S();
  int m;
};
void use(const S &s);
int handlers(int n) {
  try {
    S s(n);
    for (int i = 0; i < n; ++i)
      use(s);
    if (n == 7)
      throw n;
  } catch (const S &e) {
    return e.m;
  } catch (int k) {
    return k;
  } catch (...) {
    throw;
  }
  return 0;
}
