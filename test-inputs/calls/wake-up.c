/* What is put into a queue under a mutex comes before the byte that wakes whoever looks there. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct node {
  struct node *next;
  double value;
} node;

static pthread_mutex_t mutex;
static node *queue;
static int wake[2];

static double work(double x) {
  for (int i = 0; i < 49998301; ++i) /* expect: loop dependent sequential flow(x) */
    x = x * 0.5 + i;
  return x;
}

static void append(double x) {
  node *added = (node *)malloc(sizeof(node));
  added->value = work(x);
  added->next = queue;
  queue = added;
}

void post(double x) {
  pthread_mutex_lock(&mutex);
  append(x); /* expect: calls conditional order tasks=2 */
  pthread_mutex_unlock(&mutex);
  write(wake[1], "A", 1);
}

/* What nobody else sees needs no wake-up. */
double postNothing(double x) {
  double result = work(x); /* expect: calls independent tasks=2 */
  write(wake[1], "B", 1);
  return result;
}

/* The callee takes the mutex. */
static void appendLocked(double x) {
  pthread_mutex_lock(&mutex);
  append(x);
  pthread_mutex_unlock(&mutex);
}

void postLocked(double x) {
  appendLocked(x); /* expect: calls conditional order tasks=2 */
  write(wake[1], "C", 1);
}

/* Whoever is woken waits for the mutex. */
void postInside(double x) {
  pthread_mutex_lock(&mutex);
  append(x); /* expect: calls independent tasks=2 */
  write(wake[1], "D", 1);
  pthread_mutex_unlock(&mutex);
}
