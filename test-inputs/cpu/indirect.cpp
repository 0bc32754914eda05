// Subscripts through an index array: reading through one ties nothing, writing through one is an assumption.
constexpr int size = 5'000'000;
static int at[size];
static double values[size], target[size];

void gather() {
  for (int i = 0; i < size; ++i) // expect: loop independent multiprocess boundness=cpu shown
    target[i] = values[at[i]] * 2;
}

void scatter() {
  for (int i = 0; i < size; ++i) // expect: loop conditional multiprocess injective-index boundness=cpu shown
    target[at[i]] = values[i] * 2;
}

void scatterAdd() {
  for (int i = 0; i < size; ++i) // expect: loop independent multiprocess reduction(target) boundness=cpu shown
    target[at[i]] += values[i] * 2;
}
