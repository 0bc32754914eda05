// Loops that end at a mark in memory: a control dependence, of which a first pass over the marks would free them.
static int weigh(const char *text) {
  int sum = 0;
  for (int k = 0; k < 4321; ++k) // expect: loop independent reduction(sum)
    sum += k % 7 + text[0];
  return sum;
}

void namesToTheMark(int *out, const char *const *names) {
  for (int i = 0; names[i]; ++i) // expect: loop dependent control(names[i]) hint
    out[i] = weigh(names[i]);
}

void namesByPointer(int *out, const char *const *names) {
  for (const char *const *name = names; *name != nullptr; ++name) // expect: loop dependent control(*name) hint
    out[name - names] = weigh(*name);
}

// The loop writes what it looks for.
void textInPlace(char *text) {
  for (int i = 0; text[i]; ++i) // expect: loop dependent control(text[i])
    text[i] = static_cast<char>(text[i] ^ text[0]);
}

// A list must be walked to be counted.
struct Node {
  Node *next;
  const char *text;
  int weight;
};
void list(Node *first) {
  for (Node *node = first; node; node = node->next) // expect: loop dependent control
    node->weight = weigh(node->text);
}
