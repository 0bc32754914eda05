// A statement belongs to its connection; a row can be fetched only after the one before.
// expect-file: flags -isystem ${INPUTS}/mock
#include <sqlite3.h>

int total(sqlite3 *db) {
  sqlite3_stmt *rows = nullptr;
  sqlite3_prepare_v2(db, "SELECT pieces FROM stock", -1, &rows, nullptr);
  int sum = 0;
  while (sqlite3_step(rows) == SQLITE_ROW) // expect: loop dependent sequential resource boundness=io
    sum += sqlite3_column_int(rows, 0);
  sqlite3_finalize(rows);
  return sum;
}
