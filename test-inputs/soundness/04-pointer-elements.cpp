// A vector owns its pointers, not what they point to: the same node may stand in it twice.
#include <functional>
#include <memory>
#include <span>
#include <vector>

struct Node {
  int count;
  double weight;
};

void countAll(std::vector<Node *> &nodes) {
  for (Node *p : nodes) // expect: loop conditional no-alias
    p->count++;
}

void countShared(std::vector<std::shared_ptr<Node>> &nodes) {
  for (auto &p : nodes) // expect: loop unknown sequential -- through operator->; ideal: conditional no-alias
    p->count++;
}

void countReferenced(std::vector<std::reference_wrapper<Node>> &nodes) {
  for (Node &node : nodes) // expect: loop unknown sequential -- through a conversion; ideal: conditional no-alias
    node.count++;
}

void clearRows(double **rows, int n) {
  for (int i = 0; i < n; ++i) // expect: loop conditional no-alias
    rows[i][0] = 0;
}

void clearSpans(std::vector<std::span<double>> &rows) {
  for (auto &row : rows) // expect: loop conditional no-alias
    row[0] = 0;
}

// Values are where they stand.
void countValues(std::vector<Node> &nodes) {
  for (Node &node : nodes) // expect: loop independent
    node.count++;
}

void countOwned(std::vector<std::unique_ptr<Node>> &nodes) {
  for (auto &p : nodes) // expect: loop independent -- unique_ptr: nobody else owns it
    p->count++;
}
