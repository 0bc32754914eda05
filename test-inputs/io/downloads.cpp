// Many downloads, one after the other: each on a handle of its own, so they may all be under way at once.
// expect-file: flags -isystem ${INPUTS}/mock
#include <curl/curl.h>
#include <string>
#include <vector>

static bool answers(const std::string &url) {
  CURL *request = curl_easy_init();
  curl_easy_setopt(request, CURLOPT_URL, url.c_str());
  curl_easy_setopt(request, CURLOPT_NOBODY, 1L);
  bool ok = curl_easy_perform(request) == CURLE_OK;
  curl_easy_cleanup(request);
  return ok;
}

int reachable(const std::vector<std::string> &urls) {
  int count = 0;
  for (const std::string &url : urls) // expect: loop independent async reduction(count) boundness=io latency=fast connections=many shown
    count += answers(url);
  return count;
}

// The twin uses one handle for all: the handle orders them, and a handle each would free them.
int reachableOneByOne(const std::vector<std::string> &urls) {
  CURL *request = curl_easy_init();
  int count = 0;
  for (const std::string &url : urls) { // expect: loop dependent sequential resource(request) boundness=io hint shown
    curl_easy_setopt(request, CURLOPT_URL, url.c_str());
    count += curl_easy_perform(request) == CURLE_OK;
  }
  curl_easy_cleanup(request);
  return count;
}

// A few of them, the number known: threads.
static const char *const mirrors[] = {"https://a.example.org", "https://b.example.org", "https://c.example.org"};
static bool up[3];

void checkMirrors() {
  for (int i = 0; i < 3; ++i) { // expect: loop independent multithreaded boundness=io latency=fast connections=limited shown
    CURL *request = curl_easy_init();
    curl_easy_setopt(request, CURLOPT_URL, mirrors[i]);
    curl_easy_setopt(request, CURLOPT_NOBODY, 1L);
    up[i] = curl_easy_perform(request) == CURLE_OK;
    curl_easy_cleanup(request);
  }
}
