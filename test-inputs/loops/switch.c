// Switches: a table of codes, an interpreter, a state machine.
#include "show.h"

enum { size = 3000 };
enum Kind { space, digit, letter, sign, other };
static char input[size];
static int kinds[size], price[size], results[size], states[size];
static int counts[5];

static void makeInput(void) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    switch (i % 7) {
    case 0:
      input[i] = ' ';
      break;
    case 1:
    case 2:
      input[i] = (char)('0' + i % 10);
      break;
    case 6:
      input[i] = '-';
      break;
    default:
      input[i] = (char)('a' + i % 26);
    }
}

static enum Kind kindOf(char c) {
  switch (c) {
  case ' ':
    return space;
  case '+':
  case '-':
    return sign;
  default:
    return c >= '0' && c <= '9' ? digit : c >= 'a' && c <= 'z' ? letter : other;
  }
}

static void classify(void) {
  for (int i = 0; i < size; ++i) // expect: loop independent
    kinds[i] = kindOf(input[i]);
}

static void tariff(void) {
  for (int i = 0; i < size; ++i) { // expect: loop independent
    int p;
    switch (kinds[i]) {
    case digit:
      p = 3;
      break;
    case letter:
      p = 5;
      /* fall through */
    case sign:
      p = 7;
      break;
    default:
      p = 1;
    }
    price[i] = p * (1 + i % 4);
  }
}

// A case that keeps the price of the element before.
static void tariffWithMemory(void) {
  int p = 1;
  for (int i = 0; i < size; ++i) { // expect: loop dependent flow(p)
    switch (kinds[i]) {
    case digit:
      p = 3;
      break;
    case letter:
      p = 5;
      break;
    }
    results[i] = p;
  }
}

static void histogram(void) {
  for (int i = 0; i < size; ++i) // expect: loop independent reduction(counts)
    counts[kinds[i]]++;
}

static void stateMachine(void) {
  int state = 0;
  for (int i = 0; i < size; ++i) { // expect: loop dependent flow(state)
    switch (state) {
    case 0:
      state = kinds[i] == letter ? 1 : 0;
      break;
    case 1:
      state = kinds[i] == digit ? 2 : 1;
      break;
    default:
      state = 0;
    }
    states[i] = state;
  }
}

static int totals(void) {
  int letters = 0, digits = 0;
  for (int i = 0; i < size; ++i) // expect: loop independent reduction(letters) reduction(digits)
    switch (kinds[i]) {
    case letter:
      letters += 1;
      break;
    case digit:
      digits += input[i] - '0';
      break;
    }
  return letters * 10000 + digits;
}

// The case for a minus ends the scan.
static int untilSign(void) {
  int seen = 0;
  for (int i = 0; i < size; ++i) // expect: loop dependent control(kinds)
    switch (kinds[i]) {
    case sign:
      return seen;
    case letter:
      ++seen;
    }
  return seen;
}

int main(void) {
  makeInput();
  classify();
  tariff();
  tariffWithMemory();
  histogram();
  stateMachine();
  showBytes("input", input, size);
  showInts("kinds", kinds, size);
  showInts("price", price, size);
  showInts("results", results, size);
  showInts("states", states, size);
  showInts("counts", counts, 5);
  printf("%d %d\n", totals(), untilSign());
  return 0;
}
