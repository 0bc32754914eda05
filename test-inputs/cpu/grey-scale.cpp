// An image kernel over raw buffers: rows are disjoint because the inner bound is the row's width; only the buffers may
// overlap.
void grey(const unsigned char *rgb, unsigned char *out, int width, int height) {
  for (int y = 0; y < height; ++y)    // expect: loop conditional multiprocess no-alias boundness=cpu shown hazard
    for (int x = 0; x < width; ++x) { // expect: loop conditional sequential no-alias hidden
      const unsigned char *p = rgb + 3 * (y * width + x);
      out[y * width + x] = static_cast<unsigned char>((p[0] * 30 + p[1] * 59 + p[2] * 11) / 100);
    }
}

// Restrict settles the one question.
void greyRestrict(const unsigned char *__restrict rgb, unsigned char *__restrict out, int width, int height) {
  for (int y = 0; y < height; ++y)    // expect: loop independent multiprocess boundness=cpu shown
    for (int x = 0; x < width; ++x) { // expect: loop independent sequential hidden
      const unsigned char *p = rgb + 3 * (y * width + x);
      out[y * width + x] = static_cast<unsigned char>((p[0] * 30 + p[1] * 59 + p[2] * 11) / 100);
    }
}

// One buffer, each pixel read and written by its own iteration alone.
void invert(unsigned char *image, int width, int height) {
  for (int y = 0; y < height; ++y)  // expect: loop independent multiprocess boundness=cpu shown
    for (int x = 0; x < width; ++x) // expect: loop independent sequential hidden
      image[y * width + x] = 255 - image[y * width + x];
}
