// Iterations that free memory or link objects do so to this process's own: threads, for a child process would
// work on a copy. Numbers can be sent back.
#include <vector>

struct Node {
  double value;
  Node *next;
};

static double heavy(double x) {
  for (int i = 0; i < 100'000; ++i) // expect: loop dependent sequential hidden
    x = x * 0.5 + 1 / (x + i);
  return x;
}

void release(Node **nodes) {
  for (int i = 0; i < 100'000; ++i) // expect: loop conditional no-alias multithreaded
    delete nodes[i];
}

void link(Node *nodes, Node *const *successors) {
  for (int i = 0; i < 100'000; ++i) { // expect: loop conditional no-alias multithreaded shown
    nodes[i].value = heavy(i);
    nodes[i].next = successors[i];
  }
}

void values(Node *nodes) {
  for (int i = 0; i < 100'000; ++i) // expect: loop independent multiprocess hazard shown
    nodes[i].value = heavy(i);
}

// What an iteration allocates and frees itself is its own business.
void scratch(double *out) {
  for (int i = 0; i < 100'000; ++i) { // expect: loop independent multiprocess hazard shown
    Node *mine = new Node{heavy(i), nullptr};
    out[i] = mine->value;
    delete mine;
  }
}
