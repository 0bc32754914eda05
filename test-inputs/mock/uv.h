/* The part of libuv that the inputs use, with its own names and signatures. */
#ifndef UV_H
#define UV_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct uv_loop_s uv_loop_t;
typedef struct uv_timer_s { void *data; } uv_timer_t;
typedef struct uv_fs_s { void *data; ssize_t result; } uv_fs_t;
typedef struct uv_work_s { void *data; } uv_work_t;
typedef struct uv_stream_s { void *data; } uv_stream_t;
typedef struct uv_async_s { void *data; } uv_async_t;
typedef struct uv_buf_t { char *base; size_t len; } uv_buf_t;
typedef int uv_file;
typedef struct uv_handle_s uv_handle_t;
typedef enum { UV_RUN_DEFAULT, UV_RUN_ONCE, UV_RUN_NOWAIT } uv_run_mode;

typedef void (*uv_timer_cb)(uv_timer_t *);
typedef void (*uv_fs_cb)(uv_fs_t *);
typedef void (*uv_work_cb)(uv_work_t *);
typedef void (*uv_after_work_cb)(uv_work_t *, int);
typedef void (*uv_alloc_cb)(uv_handle_t *, size_t, uv_buf_t *);
typedef void (*uv_read_cb)(uv_stream_t *, ssize_t, const uv_buf_t *);
typedef void (*uv_async_cb)(uv_async_t *);

extern uv_loop_t *uv_default_loop(void);
extern int uv_run(uv_loop_t *, uv_run_mode);
extern int uv_timer_start(uv_timer_t *, uv_timer_cb, uint64_t, uint64_t);
extern int uv_fs_read(uv_loop_t *, uv_fs_t *, uv_file, const uv_buf_t[], unsigned, int64_t, uv_fs_cb);
extern int uv_queue_work(uv_loop_t *, uv_work_t *, uv_work_cb, uv_after_work_cb);
extern int uv_read_start(uv_stream_t *, uv_alloc_cb, uv_read_cb);
extern int uv_async_init(uv_loop_t *, uv_async_t *, uv_async_cb);

#ifdef __cplusplus
}
#endif
#endif
