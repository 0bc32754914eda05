// Operations on one handle that would be free with one each: the hint says so.
// expect-file: flags -isystem ${INPUTS}/mock
#include <curl/curl.h>
#include <stdio.h>

void oneAfterAnother(void) {
  CURL *curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, "https://example.com/");
  CURLcode result = curl_easy_perform(curl); // expect: calls dependent sequential resource(curl) hint tasks=2
  if (result != CURLE_OK)
    fprintf(stderr, "first: %d\n", result);
  curl_easy_setopt(curl, CURLOPT_URL, "https://example.com/docs/");
  result = curl_easy_perform(curl);
  if (result != CURLE_OK)
    fprintf(stderr, "second: %d\n", result);
  curl_easy_cleanup(curl);
}

void oneHandle(const char *const *urls, int n) {
  CURL *curl = curl_easy_init();
  for (int i = 0; i < n; ++i) { // expect: loop dependent sequential resource(curl) hint
    curl_easy_setopt(curl, CURLOPT_URL, urls[i]);
    curl_easy_perform(curl);
  }
  curl_easy_cleanup(curl);
}

// The end is found by counting: no reason to keep one handle.
void oneHandleToTheMark(void) {
  static const char *const urls[] = {"https://example.com/", "https://example.org/", NULL};
  CURL *curl = curl_easy_init();
  int i = 0;
  while (urls[i]) { // expect: loop dependent sequential resource(curl) control(urls[i]) hint
    curl_easy_setopt(curl, CURLOPT_URL, urls[i]);
    curl_easy_perform(curl);
    i++;
  }
  curl_easy_cleanup(curl);
}

void handlesOfTheirOwn(const char *const *urls, int n) {
  for (int i = 0; i < n; ++i) { // expect: loop independent async
    CURL *curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, urls[i]);
    curl_easy_perform(curl);
    curl_easy_cleanup(curl);
  }
}
