#include "shop/smooth.h"
#include "shop/store.h"

static double prices[1'000'000], trend[1'000'000];

// The same name as in store.cpp and in statistics.cpp, and another function.
static double helper(int i) { return prices[i] * 1.19; }

int ordersOfOne() {
  shop::Customer customer = shop::loadCustomer(); // expect: calls dependent sequential flow(customer) tasks=2 boundness=io
  return shop::countOrders(customer);
}

int overview() {
  int pieces = shop::countPieces(); // expect: calls independent multithreaded tasks=2 boundness=io latency=fast connections=limited shown
  int suppliers = shop::countSuppliers();
  return pieces + suppliers;
}

void withTax() {
  for (int i = 0; i < 1'000'000; ++i) // expect: loop independent multiprocess shown
    trend[i] = helper(i);
}

void trends() { shop::smooth(prices, trend); }

double totalPrice() { return shop::total(prices); }

int main() { return ordersOfOne() + overview() > 0; } // expect: calls independent multithreaded tasks=2
