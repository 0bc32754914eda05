// What the shop's database knows. Declared here, defined in store.cpp: only the two together say what waits.
#pragma once

namespace shop {

struct Customer {
  int id;
  int city;
};

Customer loadCustomer();
int countOrders(const Customer &customer);
int countPieces();
int countSuppliers();

} // namespace shop
