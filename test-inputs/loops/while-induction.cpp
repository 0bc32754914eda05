// While and do loops with a counter of their own, over a text and a table of money.
#include "show.h"

constexpr int size = 3000;
static char text[size + 1];
static int cents[size], euros[size], digits[size], balance[size];

void fillText() {
  int i = 0;
  while (i != size) { // expect: loop independent
    text[i] = "the quick brown fox "[i % 20];
    i += 1;
  }
}

void upperCase() {
  int at = size;
  while (at > 0) { // expect: loop independent
    --at;
    if (text[at] >= 'a' && text[at] <= 'z')
      text[at] -= 'a' - 'A';
  }
}

// Capitals after a space depend on the character before, which nobody writes: a second array.
static char title[size + 1];
void titleCase() {
  int i = 1;
  title[0] = text[0];
  do { // expect: loop independent
    title[i] = text[i - 1] == ' ' ? text[i] : static_cast<char>(text[i] | 0x20);
  } while (++i < size);
}

// In place, the letter before may have been changed already.
void titleCaseInPlace() {
  int i = 1;
  do { // expect: loop dependent flow(text)
    text[i] = text[i - 1] == ' ' ? text[i] : static_cast<char>(text[i] | 0x20);
  } while (++i < size);
}

void prices() {
  int i = 0;
  while (true) { // expect: loop independent not-run -- the loop has no condition of its own
    if (i >= size)
      break;
    cents[i] = (i * 7919) % 100000;
    ++i;
  }
}

void wholeEuros() {
  int i = 0;
  while (i < size) { // expect: loop independent
    euros[i] = cents[i] / 100;
    digits[i] = 0;
    int rest = cents[i];
    while (rest > 0) { // expect: loop dependent flow(rest)
      digits[i] += rest % 10;
      rest /= 10;
    }
    i++;
  }
}

void runningBalance() {
  int i = 0, sum = 0;
  while (i < size) { // expect: loop dependent flow(sum)
    sum += cents[i] - 40000;
    balance[i] = sum;
    i++;
  }
}

// Two counters, from both ends.
void reversePairs() {
  int low = 0, high = size - 1;
  while (low < high) { // expect: loop independent
    int kept = euros[low];
    euros[low] = euros[high];
    euros[high] = kept;
    ++low;
    --high;
  }
}

// A counter that jumps over what was dealt with: how far is only known by reading.
int countRuns() {
  int i = 0, runs = 0;
  while (i < size) { // expect: loop dependent flow(i)
    int value = digits[i];
    while (i < size && digits[i] == value) // expect: loop dependent control(digits)
      ++i;
    ++runs;
  }
  return runs;
}

int main() {
  fillText();
  upperCase();
  titleCase();
  titleCaseInPlace();
  prices();
  wholeEuros();
  runningBalance();
  reversePairs();
  showBytes("text", text, size);
  showBytes("title", title, size);
  showInts("digits", digits, size);
  showInts("balance", balance, size);
  showInts("euros", euros, size);
  printf("%d\n", countRuns());
}
