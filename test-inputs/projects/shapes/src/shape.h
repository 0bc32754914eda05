#pragma once

struct Shape {
  virtual ~Shape() = default;
  virtual long area(long seed) const = 0;
};

/// Everything that derives from it is in this program.
struct Filter {
  virtual ~Filter() = default;
  virtual long run(long seed) = 0;
};

long heavy(long seed);
long runTwo(const Shape &a, const Shape &b);
long filterTwo(Filter &a, Filter &b);
