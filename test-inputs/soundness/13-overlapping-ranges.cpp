// An algorithm whose own ranges overlap: each element is made from the one made before.
#include <algorithm>
#include <vector>

void shifted(std::vector<double> &v) {
  std::transform(v.begin(), v.end() - 1, v.begin() + 1, [](double x) { return x * 1.5; }); // expect: loop dependent sequential flow -- the distance is not shown; ideal: dependent sequential flow(v) distance=1
}

void inPlace(std::vector<double> &v) {
  std::transform(v.begin(), v.end(), v.begin(), [](double x) { return x * 1.5; }); // expect: loop independent
}

void intoOther(const std::vector<double> &v) {
  std::vector<double> out(v.size());
  std::transform(v.begin(), v.end(), out.begin(), [](double x) { return x * 1.5; }); // expect: loop independent
}
