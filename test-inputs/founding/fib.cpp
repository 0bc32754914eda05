// Two operands of one expression, each a recursion of its own.
long fib(int n) {
  if (n < 2)
    return n;
  return fib(n - 1) + fib(n - 2); // expect: calls independent multiprocess tasks=2 boundness=cpu
}

static long calls;

// The twin counts its calls: both operands write it.
long countingFib(int n) {
  ++calls;
  if (n < 2)
    return n;
  return countingFib(n - 1) + countingFib(n - 2); // expect: calls dependent sequential flow(calls) tasks=2 boundness=cpu
}
