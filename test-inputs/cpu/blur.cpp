// A blur reads its neighbours: into a second image the iterations are independent, in place they are not.
constexpr int height = 1080;
constexpr int width = 1920;

static float in[height][width];
static float out[height][width];

void blur() {
  for (int y = 1; y < height - 1; ++y)  // expect: loop independent multiprocess boundness=cpu shown
    for (int x = 1; x < width - 1; ++x) // expect: loop independent sequential hidden
      out[y][x] = (in[y - 1][x] + in[y + 1][x] + in[y][x - 1] + in[y][x + 1] + in[y][x]) / 5;
}

void blurInPlace() {
  for (int y = 1; y < height - 1; ++y)  // expect: loop dependent sequential flow(in) anti(in) distance=1
    for (int x = 1; x < width - 1; ++x) // expect: loop dependent sequential flow(in) distance=1
      in[y][x] = (in[y - 1][x] + in[y + 1][x] + in[y][x - 1] + in[y][x + 1] + in[y][x]) / 5;
}

// Columns alone: each column is its own chain, each row needs the row above.
void accumulateColumns() {
  for (int y = 1; y < height; ++y)  // expect: loop dependent sequential flow(in) distance=1
    for (int x = 0; x < width; ++x) // expect: loop independent
      in[y][x] += in[y - 1][x];
}
