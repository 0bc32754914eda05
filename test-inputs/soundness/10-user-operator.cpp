// A user type's operator need not commute; appending to a string never does.
#include <string>
#include <vector>

struct Quaternion {
  double w, x, y, z;
  Quaternion &operator*=(const Quaternion &o) {
    *this = {w * o.w - x * o.x - y * o.y - z * o.z, w * o.x + x * o.w + y * o.z - z * o.y,
             w * o.y - x * o.z + y * o.w + z * o.x, w * o.z + x * o.y - y * o.x + z * o.w};
    return *this;
  }
};

Quaternion turn(const std::vector<Quaternion> &turns) {
  Quaternion total = {1, 0, 0, 0};
  for (const auto &q : turns) // expect: loop conditional multiprocess other reduction(total)
    total *= q;
  return total;
}

std::string joined(const std::vector<std::string> &words) {
  std::string all;
  for (const auto &word : words) // expect: loop dependent sequential flow(all)
    all += word;
  return all;
}

double summed(const std::vector<double> &values) {
  double total = 0;
  for (double v : values) // expect: loop independent reduction(total)
    total += v * 2;
  return total;
}
