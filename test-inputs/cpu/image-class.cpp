// The same kernels over a class that owns its pixels.
#include <vector>

struct Image {
  int width = 0;
  int height = 0;
  std::vector<float> pixels;
};

Image scaled(const Image &in, float factor) {
  Image out;
  out.width = in.width;
  out.height = in.height;
  out.pixels.resize(in.pixels.size());
  for (int i = 0; i < 4'000'000; ++i) // expect: loop independent multiprocess boundness=cpu shown
    out.pixels[i] = in.pixels[i] * factor + 0.5f;
  return out;
}

void add(const Image &in, Image &out) {
  for (int i = 0; i < 4'000'000; ++i) // expect: loop conditional multiprocess no-alias boundness=cpu shown
    out.pixels[i] = in.pixels[3'999'999 - i] + 1;
}
