// A class whose non-const operator[] first parts from its siblings: two iterations would both do so.
class SharedVector {
public:
  int size() const { return header->size; }
  int &operator[](int i) {
    detach();
    return header->data[i];
  }
  int at(int i) const { return header->data[i]; }

private:
  struct Header {
    int users;
    int size;
    int *data;
  };
  void detach() {
    if (header->users > 1) {
      Header *own = new Header(*header);
      own->users = 1;
      --header->users;
      header = own;
    }
  }
  Header *header;
};

void fill(SharedVector &q) {
  for (int i = 0; i < q.size(); ++i) // expect: loop dependent sequential flow(header)
    q[i] = i * i;
}

int sum(const SharedVector &q, int n) {
  int total = 0;
  for (int i = 0; i < n; ++i) // expect: loop independent reduction(total)
    total += q.at(i);
  return total;
}
