// Particles, twice: a structure of arrays, and an array of structures.
#include "show.h"
#include <cmath>

constexpr int count = 2000;

struct Cloud {
  double x[count], y[count], vx[count], vy[count], mass[count];
  int cell[count];
};
static Cloud cloud;

struct Body {
  double position[2], velocity[2];
  double mass;
  int next;
};
static Body bodies[count];

void place() {
  for (int i = 0; i < count; ++i) { // expect: loop independent
    cloud.x[i] = std::cos(i * 0.1) * i;
    cloud.y[i] = std::sin(i * 0.1) * i;
    cloud.vx[i] = cloud.vy[i] = 0;
    cloud.mass[i] = 1 + i % 5;
  }
}

void pull(double dt) {
  for (int i = 0; i < count; ++i) { // expect: loop independent
    double r = std::sqrt(cloud.x[i] * cloud.x[i] + cloud.y[i] * cloud.y[i]) + 1;
    cloud.vx[i] -= dt * cloud.x[i] / r;
    cloud.vy[i] -= dt * cloud.y[i] / r;
  }
}

// Each is pulled by the one that was moved just before.
void chain(double dt) {
  for (int i = 1; i < count; ++i) { // expect: loop dependent flow(cloud)
    cloud.x[i] += dt * (cloud.x[i - 1] - cloud.x[i]);
    cloud.y[i] += dt * (cloud.y[i - 1] - cloud.y[i]);
  }
}

// Pulled by the speed of the one before, which nobody changes here.
void follow(double dt) {
  for (int i = 1; i < count; ++i) // expect: loop independent
    cloud.x[i] += dt * cloud.vx[i - 1];
}

double kineticEnergy() {
  double energy = 0;
  for (int i = 0; i < count; ++i) // expect: loop independent reduction(energy)
    energy += 0.5 * cloud.mass[i] * (cloud.vx[i] * cloud.vx[i] + cloud.vy[i] * cloud.vy[i]);
  return energy;
}

void toBodies() {
  for (int i = 0; i < count; ++i) { // expect: loop independent
    Body &b = bodies[i];
    b.position[0] = cloud.x[i];
    b.position[1] = cloud.y[i];
    b.velocity[0] = cloud.vx[i];
    b.velocity[1] = cloud.vy[i];
    b.mass = cloud.mass[i];
    b.next = (i + 1) % count;
  }
}

void step(double dt) {
  for (Body &b : bodies) // expect: loop independent
    for (int d = 0; d < 2; ++d) // expect: loop independent
      b.position[d] += dt * b.velocity[d];
}

// The neighbour's mass is another member, not what is written.
void drag() {
  for (int i = 0; i + 1 < count; ++i) // expect: loop independent
    bodies[i].velocity[0] *= 1 - 0.01 * bodies[i + 1].mass;
}

void exchange() {
  for (int i = 0; i + 1 < count; ++i) // expect: loop dependent anti(bodies)
    bodies[i].velocity[0] = bodies[i + 1].velocity[0] * 0.5;
}

// The link says where to write.
void scatterMass() {
  for (int i = 0; i < count; ++i) // expect: loop conditional injective-index
    bodies[bodies[i].next].velocity[1] = bodies[i].mass;
}

int main() {
  place();
  pull(0.1);
  follow(0.1);
  chain(0.1);
  printf("%.12g\n", kineticEnergy());
  toBodies();
  step(0.5);
  drag();
  exchange();
  scatterMass();
  showDoubles("cloud", cloud.x, count);
  showDoubles("bodies", &bodies[0].position[0], count * static_cast<int>(sizeof(Body) / sizeof(double)) / 2);
}
