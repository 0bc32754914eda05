// A standard stream under another name, a stream on the buffer of another, and memory that a stream writes to.
// Each beside what looks alike and has nothing in common.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

static long heavy(long seed) {
  for (int i = 0; i < 49'999'753; ++i) // expect: loop dependent sequential flow(seed)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed;
}

static long get(FILE *in, long n) { return fgetc(in) + heavy(n); } // expect: calls independent tasks=2
static long getFromInput(long n) { return getchar() + heavy(n); }  // expect: calls independent tasks=2
static long put(FILE *out, long n) { return fprintf(out, "x") + heavy(n); }
static long putToOutput(long n) { return printf("y") + heavy(n); }
static long insert(std::ostream &out, long n) {
  out << "x";
  return heavy(n);
}
static long insertToOutput(long n) {
  std::cout << "y";
  return heavy(n);
}

long inputInALocal(long n) {
  FILE *in = stdin;
  long a = get(in, n); // expect: calls dependent sequential resource(stdin) tasks=2
  return a + getFromInput(n);
}
long inputAndAFile(long n) {
  FILE *in = fopen("numbers.txt", "r"); // expect: calls partial resource(in) tasks=3 levels=2
  long a = get(in, n);
  return a + getFromInput(n);
}
long inputAndAParameter(FILE *in, long n) {
  long a = get(in, n); // expect: calls conditional distinct-resource tasks=2
  return a + getFromInput(n);
}
long inputAndOutput(long n) {
  long a = get(stdin, n); // expect: calls independent tasks=2
  return a + putToOutput(n);
}

static FILE *log;
static long putToLog(long n) { return fprintf(log, "x") + heavy(n); }

long outputInAGlobal(long n) {
  log = stdout;
  long a = putToLog(n); // expect: calls conditional distinct-resource tasks=2 -- ideal: dependent
  return a + putToOutput(n);
}
long outputAndAParameter(FILE *out, long n) {
  long a = put(out, n); // expect: calls conditional distinct-resource tasks=2
  return a + putToOutput(n);
}

struct Writer {
  std::ostream &out;
  long write(long n) {
    out << "x";
    return heavy(n);
  }
};

long outputInAMember(long n) {
  Writer writer{std::cout};
  long a = writer.write(n); // expect: calls dependent sequential order tasks=2
  return a + insertToOutput(n);
}
long fileInAMember(std::ofstream &file, long n) {
  Writer writer{file};
  long a = writer.write(n); // expect: calls conditional distinct-resource tasks=2 -- ideal: independent
  return a + insertToOutput(n);
}
long outputByReference(std::ostream &out, long n) {
  long a = insert(out, n); // expect: calls conditional distinct-resource tasks=2
  return a + insertToOutput(n);
}

static std::ostream *sink = &std::cout;
static long insertToSink(long n) {
  *sink << "x";
  return heavy(n);
}

long outputBehindAGlobal(long n) {
  long a = insertToSink(n); // expect: calls conditional distinct-resource tasks=2 -- ideal: dependent
  return a + insertToOutput(n);
}

// One buffer under two streams.
long bufferOfOutput(long n) {
  std::ostream other(std::cout.rdbuf());
  long a = insert(other, n); // expect: calls dependent sequential order(stdout) tasks=2
  return a + insertToOutput(n);
}
long bufferOfErrors(long n) {
  std::ostream other(std::cerr.rdbuf());
  long a = insert(other, n); // expect: calls independent tasks=2
  return a + insertToOutput(n);
}
long bufferOfText(long n) {
  std::ostringstream text;
  std::ostream other(text.rdbuf());
  long a = insert(text, n); // expect: calls dependent sequential tasks=2
  return a + insert(other, n);
}
long buffersOfTexts(long n) {
  std::ostringstream text, another;
  std::ostream other(another.rdbuf());
  long a = insert(text, n); // expect: calls independent tasks=2
  return a + insert(other, n);
}
static long length(const std::ostringstream &text, long n) { return long(text.str().size()) + heavy(n); }

long redirected(long n) {
  std::ostringstream text;
  std::cout.rdbuf(text.rdbuf());
  long a = insertToOutput(n); // expect: calls dependent sequential tasks=2
  return a + length(text, n);
}
long redirectedElsewhere(long n) {
  std::ostringstream text, another;
  std::cout.rdbuf(another.rdbuf());
  long a = insertToOutput(n); // expect: calls independent tasks=2
  return a + length(text, n);
}
long writtenAndMeasured(long n) {
  std::ostringstream text;
  long a = insert(text, n); // expect: calls dependent sequential tasks=2
  return a + length(text, n);
}

// Memory behind a stream.
static char buffer[4096], spare[4096];
static long print(FILE *out, long n) { return fprintf(out, "%ld", heavy(n)); }
static long lookAt(const char *text, long n) { return text[0] + heavy(n); }

long ownBuffer(FILE *out, long n) {
  setvbuf(out, buffer, _IOFBF, sizeof buffer);
  long a = print(out, n); // expect: calls dependent sequential tasks=2
  return a + lookAt(buffer, n);
}
long otherBuffer(FILE *out, long n) {
  setvbuf(out, buffer, _IOFBF, sizeof buffer);
  long a = print(out, n); // expect: calls independent tasks=2
  return a + lookAt(spare, n);
}
long fileInMemory(long n) {
  char text[99];
  FILE *out = fmemopen(text, sizeof text, "w");
  long a = print(out, n); // expect: calls dependent sequential flow(text) tasks=2
  return a + lookAt(text, n);
}
long fileInOtherMemory(long n) {
  char text[99], other[99] = "";
  FILE *out = fmemopen(text, sizeof text, "w");
  long a = print(out, n); // expect: calls independent tasks=2
  return a + lookAt(other, n);
}
long growingMemory(long n) {
  char *text;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  long a = print(out, n); // expect: calls dependent sequential flow tasks=2
  return a + lookAt(text, n);
}

// A message owns its stream: what goes into one message has an order.
class Message {
public:
  Message() : stream(std::make_unique<std::ostringstream>()) {}
  void add(int value) { *stream << value << ' '; }
  std::string text() const { return stream->str(); }

private:
  const std::unique_ptr<std::ostringstream> stream;
};

std::string oneMessage(const std::vector<int> &values) {
  Message message;
  for (int value : values) // expect: loop dependent order(message)
    message.add(value - 1);
  return message.text();
}

void messageForEach(const std::vector<int> &values, std::vector<std::string> &texts) {
  for (std::size_t i = 0; i < texts.size(); ++i) { // expect: loop independent
    Message message;
    message.add(values[i]);
    texts[i] = message.text();
  }
}
