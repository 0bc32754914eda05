// Loops that must stay: retrying, polling, limiting a rate.
// expect-file: flags -isystem ${INPUTS}/mock
#include <curl/curl.h>
#include <unistd.h>

bool withRetry(CURL *request) {
  for (int attempt = 0; attempt < 5; ++attempt) { // expect: loop dependent sequential control
    if (curl_easy_perform(request) == CURLE_OK)
      return true;
    sleep(1);
  }
  return false;
}

static bool answers(const char *url) {
  CURL *request = curl_easy_init();
  curl_easy_setopt(request, CURLOPT_URL, url);
  curl_easy_setopt(request, CURLOPT_NOBODY, 1L);
  bool ok = curl_easy_perform(request) == CURLE_OK;
  curl_easy_cleanup(request);
  return ok;
}

// Stops at the first success: the others are there for when it fails.
const char *firstThatAnswers(const char *const *mirrors, int n) {
  for (int i = 0; i < n; ++i) // expect: loop dependent sequential control
    if (answers(mirrors[i]))
      return mirrors[i];
  return nullptr;
}

// Asks again and again until it is there.
void waitFor(const char *url) {
  while (!answers(url)) // expect: loop dependent sequential control
    sleep(1);
}
