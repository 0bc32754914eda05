/* The part of libcurl that the inputs use, with its own names and signatures. */
#ifndef CURLINC_CURL_H
#define CURLINC_CURL_H

#ifdef __cplusplus
extern "C" {
#endif

typedef void CURL;
typedef enum { CURLE_OK, CURLE_COULDNT_CONNECT = 7 } CURLcode;
typedef enum {
  CURLOPT_WRITEDATA = 10001,
  CURLOPT_URL = 10002,
  CURLOPT_POSTFIELDS = 10015,
  CURLOPT_WRITEFUNCTION = 20011,
  CURLOPT_NOBODY = 44
} CURLoption;

CURL *curl_easy_init(void);
CURLcode curl_easy_setopt(CURL *curl, CURLoption option, ...);
CURLcode curl_easy_perform(CURL *curl);
void curl_easy_cleanup(CURL *curl);

#ifdef __cplusplus
}
#endif

#endif
