namespace std {
template <class T> struct atomic {
  atomic() = default;
  T load(int = 5) const;
  void store(T, int = 5);
  T fetch_add(T, int = 5);
  bool compare_exchange_strong(T &, T, int = 5);
  T operator++();
  T operator++(int);
  T operator+=(T);
  T operator=(T);
  operator T() const;
  T value;
};
} // namespace std
std::atomic<int> counter;
int update(long *raw, _Atomic(int) *c11) {
  counter++;
  ++counter;
  counter += 2;
  counter = 7;
  int old = counter.fetch_add(1);
  counter.compare_exchange_strong(old, 9);
  counter.store(counter.load());
  *c11 += 1;
  __atomic_fetch_add(raw, 4, __ATOMIC_RELAXED);
  __sync_fetch_and_or(raw, 1);
  __sync_synchronize();
  return counter + *c11;
}
