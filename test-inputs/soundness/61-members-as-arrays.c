// Pointers to a structure's first member, or to any of them, that walk on: what they reach has other names.
struct Packet {
  int length;
  int data[];
};
struct Slot {
  int key;
  int value[1];
};

void throughCast(struct Packet *p) {
  int *words = (int *)p;
  for (int i = 0; i < 1000; ++i) // expect: loop unknown -- ideal: dependent distance=1
    words[i + 1] = p->data[i + 1];
}
void castInPlace(struct Packet *p) {
  for (int i = 0; i < 999; ++i) // expect: loop unknown -- ideal: dependent distance=1
    ((int *)p)[i + 1] = p->data[i + 1] + 3;
}
void byName(struct Packet *p) {
  for (int i = 0; i < 998; ++i) // expect: loop independent
    p->data[i] = p->length + i;
}

void beforeTheFirst(struct Packet *p) {
  int *words = p->data;
  for (int i = 0; i < 997; ++i) // expect: loop unknown -- ideal: dependent
    words[i - 1] = p->length + 6;
}
void fromTheFirst(struct Packet *p) {
  int *words = p->data;
  for (int i = 1; i < 997; ++i) // expect: loop independent
    words[i - 1] = p->length + 7;
}

void intoTheNext(struct Slot *slots) {
  for (int i = 0; i < 1000; ++i) { // expect: loop unknown -- ideal: dependent distance=1
    int *key = &slots[i].key;
    key[2] = key[0] + 1;
  }
}
void keyAlone(struct Slot *slots) {
  for (int i = 0; i < 1000; ++i) { // expect: loop independent
    int *key = &slots[i].key;
    key[0] = key[0] * 2 + 1;
  }
}
