// Downloads that keep what came: the library calls back into the program, which appends to the buffer it was given.
// expect-file: flags -isystem ${INPUTS}/mock
#include <curl/curl.h>
#include <string>
#include <vector>

static size_t append(char *data, size_t size, size_t count, void *buffer) {
  static_cast<std::string *>(buffer)->append(data, size * count);
  return size * count;
}

static std::string fetch(const std::string &url) {
  std::string body;
  CURL *request = curl_easy_init();
  curl_easy_setopt(request, CURLOPT_URL, url.c_str());
  curl_easy_setopt(request, CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(request, CURLOPT_WRITEDATA, &body);
  curl_easy_perform(request);
  curl_easy_cleanup(request);
  return body;
}

std::vector<std::string> fetchAll(const std::vector<std::string> &urls) {
  std::vector<std::string> bodies(urls.size());
  for (std::size_t i = 0; i < urls.size(); ++i) // expect: loop conditional async no-alias unknown-callee -- what the callback touches; ideal: independent async boundness=io latency=fast connections=many shown
    bodies[i] = fetch(urls[i]);
  return bodies;
}

// The twin appends to one list: the list orders what the downloads need not.
std::vector<std::string> fetchInOrder(const std::vector<std::string> &urls) {
  std::vector<std::string> bodies;
  for (const std::string &url : urls) // expect: loop dependent sequential flow(bodies) -- the hint is not shown; ideal: dependent sequential flow(bodies) boundness=io hint shown
    bodies.push_back(fetch(url));
  return bodies;
}
