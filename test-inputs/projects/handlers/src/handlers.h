#ifndef HANDLERS_H
#define HANDLERS_H

typedef long (*handler)(long);

struct operations {
  handler open;
  long (*query)(const char *text);
};

extern const handler handlers[2], counters[2];
extern const struct operations pure_operations;

long heavy(long seed);
long even(long n), odd(long n);
long even_counting(long n), odd_counting(long n);

#endif
