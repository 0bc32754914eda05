// Loops over iterators and pointers.
#include <list>
#include <vector>

void iterators(std::vector<double> &values) {
  for (auto it = values.begin(); it != values.end(); ++it) // expect: loop independent
    *it = *it * 2;
}

void pointers(double *first, double *last) {
  for (double *p = first; p != last; ++p) // expect: loop independent
    *p = *p * 2;
}

void pointerToNext(double *first, double *last) {
  for (double *p = first; p + 1 < last; ++p) // expect: loop dependent sequential flow
    p[1] = p[0] * 2;
}

double overList(const std::list<double> &values) {
  double total = 0;
  for (auto it = values.cbegin(); it != values.cend(); ++it) // expect: loop independent reduction(total)
    total += *it;
  return total;
}

struct Node {
  Node *next;
  double value;
};

// A linked list: each step needs the node before, and nothing says that the nodes are distinct.
void linked(Node *head) {
  for (Node *p = head; p; p = p->next) // expect: loop dependent sequential flow(p)
    p->value *= 2;
}

double linkedSum(const Node *head) {
  double total = 0;
  for (const Node *p = head; p; p = p->next) // expect: loop dependent sequential flow(p)
    total += p->value;
  return total;
}

// Erasing moves the elements behind.
void erasing(std::vector<int> &values) {
  for (auto it = values.begin(); it != values.end();) { // expect: loop dependent sequential
    if (*it < 0)
      it = values.erase(it);
    else
      ++it;
  }
}
