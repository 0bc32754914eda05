// Members through this: a grid, a filter bank, an accumulator.
#include "show.h"

class Terrain {
public:
  void raise() {
    for (int i = 0; i < size; ++i) // expect: loop independent
      height[i] = (i * i) % 97;
  }
  void slopes() {
    for (int i = 1; i < size; ++i) // expect: loop independent
      slope[i] = height[i] - height[i - 1];
  }
  void erode() {
    for (int i = 1; i < size; ++i) // expect: loop dependent flow(height)
      height[i] -= (height[i] - height[i - 1]) / 2;
  }
  void flood(int level) {
    for (int i = 0; i < size; ++i) // expect: loop independent
      water[i] = depthAt(i, level);
  }
  int volume() const {
    int sum = 0;
    for (int i = 0; i < size - 1; ++i) // expect: loop independent reduction(sum)
      sum += water[i];
    return sum;
  }
  // A counter that is a member, and what it stands at goes into the result.
  void number() {
    for (int i = 0; i < size; ++i) // expect: loop dependent flow(lakes)
      if (water[i] > 0 && water[(i + size - 1) % size] == 0)
        lake[i] = ++lakes;
  }
  void print() const {
    showInts("height", height, size);
    showInts("slope", slope, size);
    showInts("water", water, size);
    showInts("lake", lake, size);
  }

private:
  int depthAt(int i, int level) const { return height[i] < level ? level - height[i] : 0; }

  static constexpr int size = 1800;
  int height[size] = {}, slope[size] = {}, water[size] = {}, lake[size] = {};
  int lakes = 0;
};

class FilterBank {
public:
  void tune() {
    for (int band = 0; band < bands; ++band) // expect: loop independent
      for (int tap = 0; tap < taps; ++tap)   // expect: loop independent
        coefficient[band][tap] = 1.0 / (1 + band + tap);
  }
  void feed() {
    for (int t = 0; t < length; ++t) // expect: loop independent
      this->input[t] = (t % 25) * 0.04 - 0.5;
  }
  // Finite: the inputs only.
  void apply() {
    for (int band = 0; band < bands; ++band)     // expect: loop independent
      for (int t = taps - 1; t < length; ++t) {  // expect: loop independent
        double sum = 0;
        for (int tap = 0; tap < taps; ++tap) // expect: loop independent reduction(sum)
          sum += coefficient[band][tap] * input[t - tap];
        output[band][t] = sum;
      }
  }
  // Infinite: its own output, one step back.
  void resonate() {
    for (int band = 0; band < bands; ++band)    // expect: loop independent
      for (int t = 1; t < length; ++t)          // expect: loop dependent flow(output)
        output[band][t] += 0.5 * output[band][t - 1];
  }
  void print() const { showDoubles("bank", output[0], bands * length); }

private:
  static constexpr int bands = 6, taps = 9, length = 300;
  double coefficient[bands][taps] = {}, input[length] = {}, output[bands][length] = {};
};

static Terrain terrain;
static FilterBank bank;

int main() {
  terrain.raise();
  terrain.slopes();
  terrain.erode();
  terrain.flood(30);
  terrain.number();
  terrain.print();
  printf("%d\n", terrain.volume());
  bank.tune();
  bank.feed();
  bank.apply();
  bank.resonate();
  bank.print();
}
