// Smart pointers: whose object it is, and who else has it.
#include "show.h"

#include <functional>
#include <memory>
#include <vector>

constexpr int size = 3'000;
static int out[size];

void owned(std::vector<std::unique_ptr<int>> &v) {
  for (auto &p : v) // expect: loop independent
    *p = *p * 3 + 1;
}

void sharedElements(std::vector<std::shared_ptr<int>> &v) {
  for (auto &p : v) // expect: loop sequential -- two may share one object: ideal: conditional no-alias
    *p = *p * 3 + 2;
}

void remade(std::vector<std::unique_ptr<int>> &v) {
  for (std::size_t i = 0; i < v.size(); ++i) // expect: loop independent
    v[i] = std::make_unique<int>(static_cast<int>(i));
}

void ownedVectors(std::vector<std::unique_ptr<std::vector<int>>> &v) {
  for (auto &p : v) // expect: loop independent
    p->push_back(7);
}

void oneObject(std::shared_ptr<int> p) {
  for (int i = 0; i < size; ++i) // expect: loop dependent flow distance=1
    *p = *p * 3 + i;
}

void summed(std::shared_ptr<int> p) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    *p += i;
}

void ownArray(std::unique_ptr<int[]> &p) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    p[i] = i * 9 % 31;
}

void arrayNext(std::unique_ptr<int[]> &p) {
  for (int i = 1; i < size; ++i) // expect: loop dependent flow distance=1
    p[i] = p[i - 1] + 2;
}

void owners(std::shared_ptr<int> &p) {
  for (int i = 0; i < size; ++i) { // expect: loop dependent order(use_count)
    auto q = p;
    out[i] = static_cast<int>(q.use_count());
  }
}

void stolen(std::vector<std::unique_ptr<int>> &v, std::unique_ptr<int> &last) {
  for (auto &p : v) // expect: loop dependent output(last)
    last = std::move(p);
}

struct Node {
  int v = 0;
  std::vector<std::unique_ptr<Node>> children;
};

void childrenOf(Node &n) {
  for (auto &child : n.children) // expect: loop independent -- a node is not among its own children
    child->v = n.v + 1;
}

void listOf(std::shared_ptr<std::vector<int>> list) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    (*list)[i] = i % 77;
}

void appendedTo(std::shared_ptr<std::vector<int>> list) {
  for (int i = 0; i < size; ++i) // expect: loop dependent flow
    list->push_back(i % 77);
}

int main() {
  std::vector<std::unique_ptr<int>> v(size);
  remade(v);
  owned(v);
  for (int i = 0; i < size; ++i) // expect: loop independent
    out[i] = *v[i] - 4;
  showInts("owned", out, size);
  std::vector<std::unique_ptr<std::vector<int>>> lists;
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(lists) expect: calls partial
    lists.push_back(std::make_unique<std::vector<int>>(i % 5));
  ownedVectors(lists);
  for (int i = 0; i < size; ++i) // expect: loop independent
    out[i] = static_cast<int>(lists[i]->size());
  showInts("lists", out, size);
  auto sum = std::make_shared<int>(0);
  summed(sum);
  showInts("sum", sum.get(), 1);
  auto array = std::make_unique<int[]>(size);
  ownArray(array);
  showInts("array", array.get(), size);
  auto list = std::make_shared<std::vector<int>>(size);
  listOf(list);
  showInts("list", list->data(), size);
  Node root;
  for (int i = 0; i < size; ++i) // expect: loop dependent flow(root)
    root.children.push_back(std::make_unique<Node>()); // expect: calls dependent
  childrenOf(root);
  for (int i = 0; i < size; ++i) // expect: loop independent
    out[i] = root.children[i]->v + i;
  showInts("children", out, size);
}
