#include "tool/Extractor.h"

#include "matchers/Extract.h"
#include "tool/TimeTrace.h"

#include <clang/Basic/Diagnostic.h>
#include <clang/Basic/Stack.h>
#include <clang/Basic/TargetInfo.h>
#include <clang/Driver/CreateInvocationFromArgs.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>
#include <llvm/Support/CrashRecoveryContext.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/TimeProfiler.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <array>
#include <csignal>
#include <exception>
#include <memory>

namespace overlap::tool {
namespace {

constexpr unsigned kStackBytes = 32u << 20;
constexpr auto kCrashSignals = std::to_array<int>({SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP});

/// Collects the errors of everything that comes before the parse.
class ErrorList : public clang::DiagnosticConsumer {
public:
  std::vector<std::string> errors;

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (level < clang::DiagnosticsEngine::Error)
      return;
    llvm::SmallString<128> text;
    info.FormatDiagnostic(text);
    errors.emplace_back(text);
  }
};

/// A signal that arrives on an exhausted stack needs another one to be handled on.
class SignalStack {
public:
  SignalStack() {
    stack_t stack{};
    stack.ss_sp = memory.get();
    stack.ss_size = kSize;
    sigaltstack(&stack, &previous);
  }
  ~SignalStack() { sigaltstack(&previous, nullptr); }
  SignalStack(const SignalStack &) = delete;
  SignalStack &operator=(const SignalStack &) = delete;

private:
  static constexpr std::size_t kSize = 64u << 10;
  std::unique_ptr<char[]> memory = std::make_unique<char[]>(kSize);
  stack_t previous{};
};

/// Options that matter for a tool: nothing is written or printed, all of the file is parsed whatever its
/// errors.
void adjust(clang::CompilerInvocation &invocation) {
  clang::FrontendOptions &frontend = invocation.getFrontendOpts();
  frontend.DisableFree = false; // one process parses many units
  frontend.ProgramAction = clang::frontend::ParseSyntaxOnly;
  frontend.OutputFile.clear();
  frontend.ShowStats = false;
  invocation.getCodeGenOpts().ClearASTBeforeBackend = false;
  invocation.getDependencyOutputOpts() = clang::DependencyOutputOptions();
  clang::DiagnosticOptions &diagnostics = invocation.getDiagnosticOpts();
  diagnostics.ShowCarets = false; // also silences "N warnings generated"
  diagnostics.ErrorLimit = 0;
  diagnostics.DiagnosticSerializationFile.clear();
  invocation.getLangOpts().SpellChecking = false;
}

/// Takes away a CPU that clang does not know, rather than failing the unit for it.
void settleTarget(clang::CompilerInvocation &invocation, llvm::vfs::FileSystem &fs,
                  std::vector<std::string> &ignored) {
  ErrorList errors;
  auto engine =
      clang::CompilerInstance::createDiagnostics(fs, invocation.getDiagnosticOpts(), &errors, false);
  clang::TargetOptions copy = invocation.getTargetOpts();
  if (llvm::IntrusiveRefCntPtr<clang::TargetInfo> target(clang::TargetInfo::CreateTargetInfo(*engine, copy));
      target)
    return;
  ignored.insert(ignored.end(), errors.errors.begin(), errors.errors.end());
  clang::TargetOptions &options = invocation.getTargetOpts();
  options.CPU.clear();
  options.TuneCPU.clear();
  options.ABI.clear();
  options.FPMath.clear();
  options.FeaturesAsWritten.clear();
}

void run(const CleanCommand &command, const ExtractorOptions &options, Extraction &out) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fs(llvm::vfs::createPhysicalFileSystem());
  (void)fs->setCurrentWorkingDirectory(command.directory); // a missing folder shows as a missing file below
  if (!fs->exists(command.file)) {
    out.failure = "no such file";
    return;
  }
  std::vector<const char *> args;
  std::string resourceDir = "-resource-dir=" + options.resourceDir;
  for (const std::string &arg : command.args) {
    if (arg == "--")
      args.push_back(resourceDir.c_str());
    args.push_back(arg.c_str());
  }

  ErrorList driverErrors;
  clang::DiagnosticOptions driverOptions;
  clang::CreateInvocationOptions creation;
  creation.Diags = clang::CompilerInstance::createDiagnostics(*fs, driverOptions, &driverErrors, false);
  creation.VFS = fs;
  creation.RecoverOnError = true;
  std::shared_ptr<clang::CompilerInvocation> invocation = clang::createInvocation(args, creation);
  if (!invocation) {
    out.failure = driverErrors.errors.empty() ? "clang's driver makes no compilation of this command"
                                              : driverErrors.errors[0];
    return;
  }
  out.ignored = std::move(driverErrors.errors);
  adjust(*invocation);
  settleTarget(*invocation, *fs, out.ignored);

  ErrorList errors;
  clang::CompilerInstance instance(std::move(invocation));
  instance.setVirtualFileSystem(fs);
  instance.createDiagnostics(&errors, false);
  // A missing header must not end the analysis of what follows it.
  instance.getDiagnostics().setFatalsAsError(true);
  instance.createFileManager();
  matchers::ExtractOptions extract;
  extract.projectRoot = options.projectRoot;
  auto action = matchers::makeExtractAction(extract, out.facts);
  bool good = instance.ExecuteAction(*action);
  if (!good && out.facts.diagnostics.empty())
    out.failure = errors.errors.empty() ? "clang could not parse it and does not say why" : errors.errors[0];
  out.facts.language.openmp = command.openmp;
}

} // namespace

void initialiseExtraction() {
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmParsers();
  llvm::CrashRecoveryContext::Enable();
  for (int signal : kCrashSignals) {
    struct sigaction action{};
    sigaction(signal, nullptr, &action);
    action.sa_flags |= SA_ONSTACK;
    sigaction(signal, &action, nullptr);
  }
}

Extraction extractUnit(const CleanCommand &command, const ExtractorOptions &options) {
  auto out = std::make_shared<Extraction>();
  llvm::CrashRecoveryContext context;
  bool finished = context.RunSafelyOnThread(
      [&] {
        SignalStack signalStack;
        clang::noteBottomOfStack();
        TimeTrace::Thread trace(options.timeTrace);
        try {
          llvm::TimeTraceScope span("Extract", command.file);
          run(command, options, *out);
        } catch (const std::exception &error) {
          out->failure = error.what();
        }
      },
      kStackBytes);
  if (finished)
    return std::move(*out);
  // What the crashed code left half-made is not touched again, not even to free it.
  new std::shared_ptr<Extraction>(out);
  Extraction crash;
  crash.crashed = true;
  crash.failure = "the analyser crashed";
  return crash;
}

} // namespace overlap::tool
