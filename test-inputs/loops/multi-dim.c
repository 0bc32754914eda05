// Arrays of arrays: images, games, matrices, a volume.
#include "show.h"

enum { rows = 48, columns = 64, depth = 12 };
static int image[rows][columns], blurred[rows][columns], edges[rows][columns], turned[columns][rows];
static double matrix[rows][rows], product[rows][rows], volume[depth][rows][columns], shadow[rows][columns];
static int rowSum[rows], columnSum[columns];

static void paint(void) {
  for (int y = 0; y < rows; ++y)      // expect: loop independent
    for (int x = 0; x < columns; ++x) // expect: loop independent
      image[y][x] = (x * x + 3 * y * x + 7 * y) % 256;
}

static void blur(void) {
  for (int y = 1; y < rows - 1; ++y)        // expect: loop independent
    for (int x = 1; x < columns - 1; ++x) { // expect: loop independent
      int sum = 0;
      for (int dy = -1; dy <= 1; ++dy)   // expect: loop independent reduction(sum)
        for (int dx = -1; dx <= 1; ++dx) // expect: loop independent reduction(sum)
          sum += image[y + dy][x + dx];
      blurred[y][x] = sum / 9;
    }
}

// In place, the row above has been blurred already.
static void smearDown(void) {
  for (int y = 1; y < rows; ++y)      // expect: loop dependent flow(blurred)
    for (int x = 0; x < columns; ++x) // expect: loop independent
      blurred[y][x] = (blurred[y - 1][x] + 3 * blurred[y][x]) / 4;
}

static void smearRight(void) {
  for (int y = 0; y < rows; ++y)      // expect: loop independent
    for (int x = 1; x < columns; ++x) // expect: loop dependent flow(blurred)
      blurred[y][x] = (blurred[y][x - 1] + 3 * blurred[y][x]) / 4;
}

static void sobel(void) {
  for (int y = 1; y < rows - 1; y++)        // expect: loop independent
    for (int x = 1; x < columns - 1; x++) { // expect: loop independent
      int gx = image[y - 1][x + 1] + 2 * image[y][x + 1] + image[y + 1][x + 1] - image[y - 1][x - 1] -
               2 * image[y][x - 1] - image[y + 1][x - 1];
      int gy = image[y + 1][x - 1] + 2 * image[y + 1][x] + image[y + 1][x + 1] - image[y - 1][x - 1] -
               2 * image[y - 1][x] - image[y - 1][x + 1];
      edges[y][x] = (gx < 0 ? -gx : gx) + (gy < 0 ? -gy : gy);
    }
}

static void turn(void) {
  for (int y = 0; y < rows; ++y)      // expect: loop independent
    for (int x = 0; x < columns; ++x) // expect: loop independent
      turned[x][rows - 1 - y] = image[y][x];
}

static void fillMatrix(void) {
  for (int i = 0; i < rows; ++i)   // expect: loop independent
    for (int j = 0; j < rows; ++j) // expect: loop independent
      matrix[i][j] = i == j ? 2.0 : 1.0 / (1 + i + j);
}

// Above the diagonal and below it never meet.
static void symmetrise(void) {
  for (int i = 0; i < rows; ++i)  // expect: loop independent
    for (int j = 0; j < i; ++j)   // expect: loop independent
      matrix[i][j] = matrix[j][i];
}

static void multiply(void) {
  for (int i = 0; i < rows; ++i)   // expect: loop independent
    for (int j = 0; j < rows; ++j) { // expect: loop independent
      product[i][j] = 0;
      for (int k = 0; k < rows; ++k) // expect: loop independent reduction(product[i][j])
        product[i][j] += matrix[i][k] * matrix[k][j];
    }
}

// Every pivot row changes all rows below it, which are the next pivots.
static void eliminate(void) {
  for (int k = 0; k < rows - 1; ++k)     // expect: loop dependent flow(matrix)
    for (int i = k + 1; i < rows; ++i) { // expect: loop independent
      double factor = matrix[i][k] / matrix[k][k];
      for (int j = k; j < rows; ++j) // expect: loop independent
        matrix[i][j] -= factor * matrix[k][j];
    }
}

static void sums(void) {
  for (int y = 0; y < rows; ++y) { // expect: loop independent
    int sum = 0;
    for (int x = 0; x < columns; ++x) // expect: loop independent reduction(sum)
      sum += image[y][x];
    rowSum[y] = sum;
  }
  for (int y = 0; y < rows; ++y)      // expect: loop independent reduction(columnSum)
    for (int x = 0; x < columns; ++x) // expect: loop independent
      columnSum[x] += image[y][x];
}

static void project(void) {
  for (int z = 0; z < depth; ++z)       // expect: loop independent expect: calls dependent flow(volume)
    for (int y = 0; y < rows; ++y)      // expect: loop independent
      for (int x = 0; x < columns; ++x) // expect: loop independent
        volume[z][y][x] = image[y][x] * (z + 0.5);
  for (int y = 0; y < rows; ++y)        // expect: loop independent
    for (int x = 0; x < columns; ++x) { // expect: loop independent
      double brightest = 0;
      for (int z = 0; z < depth; ++z) // expect: loop independent reduction(brightest)
        if (volume[z][y][x] > brightest)
          brightest = volume[z][y][x];
      shadow[y][x] = brightest;
    }
}

int main(void) {
  paint();
  blur();  // expect: calls partial anti(matrix)
  smearDown();
  smearRight();
  sobel();
  turn();
  fillMatrix();
  symmetrise();
  multiply();
  eliminate();
  sums();
  project();
  showInts("blurred", blurred[0], rows * columns);
  showInts("edges", edges[0], rows * columns);
  showInts("turned", turned[0], rows * columns);
  showInts("sums", rowSum, rows);
  showInts("sums", columnSum, columns);
  showDoubles("product", product[0], rows * rows);
  showDoubles("matrix", matrix[0], rows * rows);
  showDoubles("shadow", shadow[0], rows * columns);
  return 0;
}
