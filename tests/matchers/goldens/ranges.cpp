struct V {
  int *begin();
  int *end();
  int operator[](int);
  int size() const;
};
template <class F> void each(F f) { f(1); }
int range(V &v) {
  int s = 0;
  for (int x : v)
    s += x;
  for (auto &x : v)
    x = s;
  int arr[4] = {1, 2};
  for (int &x : arr)
    x++;
  for (int i = 0; i < v.size(); ++i)
    s += v[i];
  return s;
}
int lambdas(int k) {
  int sum = 0;
  auto f = [&sum, k](int x) { sum += x * k; };
  f(3);
  auto g = [=]() mutable { return k++; };
  each([&](int y) { sum -= y; });
  int (*plain)(int) = [](int z) { return z; };
  return sum + g() + plain(2);
}
