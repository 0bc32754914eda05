// What libuv calls must not wait; files are read on its thread pool where a callback is given.
// expect-file: flags -D_GNU_SOURCE -isystem ${INPUTS}/mock
#include <netdb.h>
#include <stdio.h>
#include <unistd.h>
#include <uv.h>

static char text[4096];
static uv_buf_t buffer = {text, sizeof text};
static uv_fs_t request;
static int file;
static uv_loop_t *loop;

static void onTick(uv_timer_t *timer) {
  (void)timer;
  sleep(1); // expect: call async shown
}
static void onQuietTick(uv_timer_t *timer) { timer->data = text; }

static void onTickThatReads(uv_timer_t *timer) {
  (void)timer;
  uv_fs_read(loop, &request, file, &buffer, 1, 0, NULL); // expect: call async shown
}
static void onRead(uv_fs_t *done) { done->data = NULL; }
static void onTickThatStartsToRead(uv_timer_t *timer) {
  (void)timer;
  uv_fs_read(loop, &request, file, &buffer, 1, 0, onRead);
}

static void onReadThatResolves(uv_fs_t *done) {
  struct addrinfo *found;
  (void)done;
  getaddrinfo("example.com", "http", NULL, &found); // expect: call async shown
}

static void work(uv_work_t *item) {
  (void)item;
  if (read(file, text, sizeof text) < 0)
    perror("read");
}
static void afterWork(uv_work_t *item, int status) {
  (void)item;
  (void)status;
  fsync(file); // expect: call async shown
}
static void afterQuietWork(uv_work_t *item, int status) { item->data = status ? NULL : text; }

static void onWake(uv_async_t *handle) {
  (void)handle;
  usleep(1000); // expect: call async shown
}
static void onQuietWake(uv_async_t *handle) { handle->data = NULL; }

static void allocate(uv_handle_t *handle, size_t size, uv_buf_t *into) {
  (void)handle;
  (void)size;
  *into = buffer;
}
static void onData(uv_stream_t *stream, ssize_t size, const uv_buf_t *data) {
  (void)stream;
  if (size > 0 && write(file, data->base, (size_t)size) < 0) // expect: call async shown
    perror("write");
}
static void onQuietData(uv_stream_t *stream, ssize_t size, const uv_buf_t *data) {
  stream->data = size > 0 ? data->base : NULL;
}

// The same function, called by nobody but this one: it may wait.
static void mayWait(void) { sleep(1); }

void start(uv_timer_t *timer) {
  uv_timer_start(timer, onTick, 10, 10);
  mayWait();
  uv_run(loop, UV_RUN_DEFAULT);
}
void startQuietly(uv_timer_t *timer) { uv_timer_start(timer, onQuietTick, 10, 10); }
void startReading(uv_timer_t *timer) { uv_timer_start(timer, onTickThatReads, 10, 10); }
void startToRead(uv_timer_t *timer) { uv_timer_start(timer, onTickThatStartsToRead, 10, 10); }
void readAndResolve(void) { uv_fs_read(loop, &request, file, &buffer, 1, 0, onReadThatResolves); }
void queue(uv_work_t *item) { uv_queue_work(loop, item, work, afterWork); }
void queueQuietly(uv_work_t *item) { uv_queue_work(loop, item, work, afterQuietWork); }
void wake(uv_async_t *waker) { uv_async_init(loop, waker, onWake); }
void wakeQuietly(uv_async_t *waker) { uv_async_init(loop, waker, onQuietWake); }
void receive(uv_stream_t *stream) { uv_read_start(stream, allocate, onData); }
void receiveQuietly(uv_stream_t *stream) { uv_read_start(stream, allocate, onQuietData); }
