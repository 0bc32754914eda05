// A subscript that leaves its array has no meaning in the language; the machine takes a neighbour. Where the source
// says that it does so whatever the symbols are, the places in memory count.

#include <array>
#include <cstring>

int grid[5][5];
int wide[100][10];

struct Pair {
  int first[4], second[4];
};
Pair pairs[50];

void leftNeighbour() {
  for (int i = 1; i < 5; ++i)   // expect: loop dependent flow(grid)
    for (int j = 0; j < 5; ++j) // expect: loop dependent flow(grid) distance=1
      grid[i][j] += grid[i][j - 1];
}

void leftNeighbourInside() {
  for (int i = 0; i < 5; ++i)   // expect: loop independent -- the first column is only read
    for (int j = 1; j < 5; ++j) // expect: loop dependent flow(grid) distance=1
      grid[i][j] += grid[i][j - 1];
}

void leftNeighbourGuarded() {
  for (int i = 0; i < 5; ++i)   // expect: loop independent -- j - 1 is never -1
    for (int j = 0; j < 5; ++j) // expect: loop dependent flow(grid)
      if (j > 0)
        grid[i][j] = 2 * grid[i][j - 1];
}

void leftNeighbourOfSomeWidth(int m) {
  for (int i = 1; i < 5; ++i)   // expect: loop dependent flow(grid) -- for each m for which anything is done
    for (int j = 0; j < m; ++j) // expect: loop dependent flow(grid) distance=1
      grid[i][j] = 3 * grid[i][j - 1];
}

void columnsTooMany() {
  for (int i = 0; i < 99; ++i)   // expect: loop dependent output(wide) -- column 10 is column 0 of the next row
    for (int j = 0; j < 11; ++j) // expect: loop independent
      wide[i][j] = i;
}

void columns() {
  for (int i = 0; i < 99; ++i)   // expect: loop independent
    for (int j = 0; j < 10; ++j) // expect: loop independent
      wide[i][j] = i;
}

void columnsOfSomeNumber(int m) {
  for (int i = 0; i < 99; ++i)  // expect: loop independent -- m is 10 at most, by the language
    for (int j = 0; j < m; ++j) // expect: loop independent
      wide[i][j] = 2 * i;
}

void asOneRow() {
  for (int k = 0; k < 1000; ++k) // expect: loop independent -- leaves row 0 on purpose, meets nothing twice
    wide[0][k] = k;
}

void twoRowsAsOne() {
  for (int k = 0; k < 15; ++k) // expect: loop dependent flow(wide) distance=10 -- wide[1][k] is wide[0][k + 10]
    wide[1][k] = wide[0][k] + 1;
}

void twoRows() {
  for (int k = 0; k < 10; ++k) // expect: loop independent
    wide[1][k] = wide[0][k] + 1;
}

void pastTheMember() {
  for (int k = 0; k < 8; ++k) // expect: loop unknown -- first[4] is second[0]
    pairs[3].first[k] = pairs[3].second[k & 3];
}

void withinTheMember() {
  for (int k = 0; k < 4; ++k) // expect: loop independent
    pairs[3].first[k] = pairs[3].second[k & 3];
}

void pastTheElement(Pair *w) {
  for (int i = 0; i < 49; ++i)  // expect: loop unknown -- first[8] of one is first[0] of the next
    for (int k = 0; k < 9; ++k) // expect: loop unknown
      w[i].first[k] = k;
}

void withinTheElement(Pair *w) {
  for (int i = 0; i < 49; ++i)  // expect: loop independent
    for (int k = 0; k < 4; ++k) // expect: loop independent
      w[i].first[k] = k;
}

void scratchReadBeyond(const int *in, int *out) {
  int t[2][4];
  for (int i = 0; i < 9; ++i) { // expect: loop dependent flow(t)
    for (int k = 0; k < 4; ++k) // expect: loop independent
      t[0][k] = in[i] + k;
    for (int k = 0; k < 5; ++k) // expect: loop dependent
      out[i] = t[0][k];
    t[1][0] = in[i];
  }
}

std::array<std::array<int, 5>, 6> board;

void leftNeighbourOnTheBoard() {
  for (int i = 1; i < 6; ++i)   // expect: loop dependent flow(board)
    for (int j = 0; j < 5; ++j) // expect: loop dependent flow(board) distance=1
      board[i][j] += board[i][j - 1];
}

void leftNeighbourOnTheBoardInside() {
  for (int i = 1; i < 6; ++i)   // expect: loop independent
    for (int j = 1; j < 5; ++j) // expect: loop dependent flow(board) distance=1
      board[i][j] += 4 * board[i][j - 1];
}

void clearedRows() {
  for (int i = 0; i < 99; ++i) // expect: loop independent
    std::memset(wide[i], 0, sizeof wide[i]);
}

void clearedRowsAndMore() {
  for (int i = 0; i < 99; ++i) // expect: loop dependent output(wide) -- the first element of the next row, too
    std::memset(wide[i], 0, sizeof wide[i] + 4);
}

void clearedFromSecond() {
  for (int i = 0; i < 99; ++i) // expect: loop independent -- up to where the next one begins
    std::memset(&wide[i][1], 1, sizeof wide[i]);
}

void clearedToAByte() {
  for (int i = 0; i < 99; ++i) // expect: loop dependent output(wide) -- one byte of the next row
    std::memset(&wide[i][0], 2, sizeof wide[i] + 1);
}

void rowsByPointer(int n) {
  int *p = &wide[0][0];
  for (int i = 0; i < n; ++i) { // expect: loop dependent output(wide) -- p[10 * i] begins row i
    p[i * 10] = 1;
    wide[i + 1][0] = 2;
  }
}

void rowsByPointerOnly(int n) {
  int *p = &wide[0][0];
  for (int i = 0; i < n; ++i) { // expect: loop independent
    p[i * 10] = 1;
    wide[i][1] = 2;
  }
}
