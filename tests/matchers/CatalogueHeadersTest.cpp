#include "matchers/LocalEntities.h"
#include "matchers/Names.h"
#include "rules/CatalogueFile.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <clang/Tooling/Tooling.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

// Each name of the catalogue stands in the headers of its library, where those are installed.

namespace overlap::matchers {
namespace {

struct Library {
  const char *file; ///< of the catalogue
  bool isC;
  std::vector<std::string> headers;
  std::vector<std::string> flags = {};
  /// Names that other versions have, or that another system's headers spell differently.
  std::set<std::string> elsewhere = {};
};

const std::vector<std::string> gnu{"-D_GNU_SOURCE", "-D_LARGEFILE64_SOURCE"};

std::vector<Library> libraries() {
  return {
      {"c-stdio", true, {"stdio.h", "wchar.h"}, gnu},
      {"c-string",
       true,
       {"string.h", "strings.h", "wchar.h", "stdlib.h", "unistd.h"},
       gnu,
       {"__builtin_memcpy_inline", "memset_s", "strlcat", "strlcpy"}},
      {"c-time", true, {"time.h", "sys/time.h", "sys/times.h", "sys/resource.h", "unistd.h", "wchar.h"}, gnu},
      {"posix-file",
       true,
       {"unistd.h", "fcntl.h", "sys/stat.h", "dirent.h", "sys/mman.h", "sys/uio.h", "sys/file.h",
        "sys/sendfile.h", "sys/statvfs.h", "sys/xattr.h", "stdlib.h", "stdio.h", "ftw.h", "glob.h", "aio.h",
        "sys/ioctl.h", "termios.h"},
       gnu},
      {"posix-net",
       true,
       {"sys/socket.h", "poll.h", "sys/select.h", "sys/epoll.h", "netdb.h", "resolv.h", "sys/sendfile.h",
        "arpa/nameser.h", "netinet/in.h", "pwd.h", "grp.h"},
       gnu},
      {"posix-process-sync",
       true,
       {"sys/wait.h",    "pthread.h",    "semaphore.h", "mqueue.h", "threads.h", "signal.h",
        "unistd.h",      "spawn.h",      "stdlib.h",    "stdio.h",  "sys/msg.h", "sys/sem.h",
        "time.h",        "sys/random.h", "syslog.h",    "pwd.h",    "grp.h",     "dlfcn.h",
        "sys/eventfd.h", "sys/ioctl.h",  "utmpx.h",     "termios.h"},
       gnu},
      {"libcurl", true, {"curl/curl.h"}},
      {"hiredis",
       true,
       {"hiredis/hiredis.h", "hiredis/async.h"},
       {},
       {"redisAsyncSetConnectCallbackNC", "redisAsyncSetPushCallback", "redisConnectWithOptions"}},
      {"libpq", true, {"postgresql/libpq-fe.h"}, {"-I/usr/include/postgresql"}},
      {"libpq-lo", true, {"postgresql/libpq-fe.h"}, {"-I/usr/include/postgresql"}},
      {"sqlite3", true, {"sqlite3.h"}},
      {"zlib", true, {"zlib.h"}},
      {"openssl",
       true,
       {"openssl/ssl.h", "openssl/bio.h", "openssl/err.h", "openssl/evp.h", "openssl/rand.h",
        "openssl/ocsp.h", "openssl/md5.h"}},
      {"libuv-sync", true, {"uv.h"}},
      {"libevent-libev",
       true,
       {"event2/event.h", "event2/bufferevent.h", "event2/http.h", "event2/listener.h", "event2/dns.h",
        "event2/event_compat.h", "event2/util.h"}},
      {"liburing", true, {"liburing.h"}, gnu},
      {"libssh2", true, {"libssh2.h", "libssh2_sftp.h"}},
      {"librdkafka", true, {"librdkafka/rdkafka.h"}},
      {"zeromq", true, {"zmq.h"}, {"-DZMQ_BUILD_DRAFT_API"}},
      {"libmemcached", true, {"libmemcached/memcached.h"}},
      {"ldap", true, {"ldap.h"}},
      {"mysql-c", true, {"mysql/mysql.h"}, {"-I/usr/include/mysql", "-I/usr/include/mariadb"}},
      {"asio",
       false,
       {"asio.hpp", "asio/ssl.hpp"},
       {"-std=c++20", "-DASIO_STANDALONE=1"},
       {"asio::basic_deadline_timer::async_wait", "asio::basic_random_access_file::async_read_some_at",
        "asio::basic_random_access_file::async_write_some_at", "asio::basic_stream_file::async_read_some",
        "asio::basic_stream_file::async_write_some", "asio::basic_readable_pipe::async_read_some",
        "asio::basic_writable_pipe::async_write_some", "asio::co_spawn", "asio::spawn",
        "asio::experimental::basic_channel::async_receive", "asio::experimental::basic_channel::async_send",
        "asio::experimental::basic_concurrent_channel::async_receive",
        "asio::experimental::basic_concurrent_channel::async_send"}},
      {"cpp-filesystem", false, {"filesystem"}, {"-std=c++20"}},
      {"cpp-thread-sync",
       false,
       {"thread", "future", "mutex", "condition_variable", "shared_mutex", "latch", "barrier", "semaphore",
        "atomic", "stop_token", "cstdlib"},
       {"-std=c++20"},
       {"std::atomic_flag_notify_all", "std::atomic_flag_notify_one", "std::atomic_flag_wait",
        "std::atomic_flag_wait_explicit", "std::atomic_ref::wait",
        // Inherited: the catalogue's class aliases lead there.
        "std::future::wait", "std::future::wait_for", "std::future::wait_until", "std::shared_future::wait",
        "std::shared_future::wait_for", "std::shared_future::wait_until"}},
  };
}

/// Functions, methods, and what looks like one: macros.
class NameCollector : public clang::RecursiveASTVisitor<NameCollector> {
public:
  NameCollector(clang::ASTContext &context, std::set<std::string> &names)
      : locals(context.getSourceManager()), naming(context, locals), names(names) {}

  bool VisitFunctionDecl(clang::FunctionDecl *function) {
    names.insert(naming.qualified(function));
    return true;
  }
  /// What a class inherits is called by its own name as well.
  bool VisitCXXRecordDecl(clang::CXXRecordDecl *record) {
    const std::string name = naming.qualified(record);
    names.insert(name + "::~" + record->getNameAsString());
    names.insert(name + "::" + record->getNameAsString());
    return true;
  }

private:
  LocalEntities locals;
  Names naming;
  std::set<std::string> &names;
};

bool isInstalled(const std::string &header) {
  for (const char *folder : {"/usr/include/", "/usr/include/x86_64-linux-gnu/", "/usr/include/c++/12/"})
    if (std::filesystem::exists(folder + header))
      return true;
  return false;
}

class CatalogueHeaders : public testing::TestWithParam<Library> {};

TEST_P(CatalogueHeaders, NamesResolve) {
  const Library &library = GetParam();
  std::string code;
  for (const std::string &header : library.headers)
    if (isInstalled(header))
      code += "#include <" + header + ">\n";
    else if (&header == &library.headers.front())
      GTEST_SKIP() << header << " is not installed";
  std::vector<std::string> flags{"-w", "-resource-dir", OVERLAP_CLANG_RESOURCE_DIR};
  flags.insert(flags.end(), library.flags.begin(), library.flags.end());
  const std::unique_ptr<clang::ASTUnit> unit =
      clang::tooling::buildASTFromCodeWithArgs(code, flags, library.isC ? "input.c" : "input.cpp");
  ASSERT_TRUE(unit);
  ASSERT_FALSE(unit->getDiagnostics().hasErrorOccurred()) << code;
  std::set<std::string> names;
  NameCollector(unit->getASTContext(), names).TraverseDecl(unit->getASTContext().getTranslationUnitDecl());
  for (const auto &macro : unit->getPreprocessor().macros())
    names.insert(macro.first->getName().str());
  const rules::CatalogueFile file =
      rules::readCatalogueFile(OVERLAP_CATALOGUE + std::string("/") + library.file + ".json");
  std::string missing;
  for (const rules::CatalogueRecord &record : file.entries)
    if (const std::string &name = record.entry.name;
        name.find('*') == std::string::npos && !names.contains(name) && !library.elsewhere.contains(name))
      missing += name + "\n";
  EXPECT_EQ(missing, "") << "these names stand in no header of " << library.file;
}

INSTANTIATE_TEST_SUITE_P(Libraries, CatalogueHeaders, testing::ValuesIn(libraries()), [](const auto &info) {
  std::string name = info.param.file;
  std::erase(name, '-');
  return name;
});

} // namespace
} // namespace overlap::matchers
