#include "matchers/Extract.h"

#include "matchers/Comments.h"
#include "matchers/Definitions.h"
#include "matchers/ErrorRecorder.h"
#include "matchers/ErrorRegions.h"
#include "matchers/Lowering.h"
#include "matchers/Pragmas.h"
#include "matchers/SkipPolicy.h"
#include "matchers/TableBuilder.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Basic/LangStandard.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>
#include <llvm/Support/TimeProfiler.h>

namespace overlap::matchers {

namespace {

/// What is gathered while the preprocessor runs.
struct Source {
  PragmaIndex pragmas;
  CommentRecorder comments;
  std::vector<clang::FileID> files;
};

class FileRecorder : public clang::PPCallbacks {
public:
  explicit FileRecorder(std::vector<clang::FileID> &files, const clang::SourceManager &sources)
      : files(files), sources(sources) {}

  void FileChanged(clang::SourceLocation loc, FileChangeReason reason, clang::SrcMgr::CharacteristicKind,
                   clang::FileID) override {
    if (reason == EnterFile)
      files.push_back(sources.getFileID(loc));
  }

private:
  std::vector<clang::FileID> &files;
  const clang::SourceManager &sources;
};

class Consumer : public clang::ASTConsumer {
public:
  Consumer(clang::CompilerInstance &compiler, const ExtractOptions &options, Source &source,
           ErrorRecorder &errors, facts::UnitFacts &out)
      : compiler(compiler), options(options), source(source), errors(errors), out(out) {}

  bool shouldSkipFunctionBody(clang::Decl *decl) override {
    const clang::FunctionDecl *function = decl->getAsFunction();
    return function && canSkipBody(function);
  }

  void HandleTranslationUnit(clang::ASTContext &context) override {
    llvm::TimeTraceScope span("Lower");
    TableBuilder builder(context, options.projectRoot, source.pragmas, out.tables);
    builder.setHeaderSearch(compiler.getPreprocessor().getHeaderSearchInfo());
    setUnit(builder, context);
    lowerAll(builder, context);
    source.comments.write(builder, out.comments);
    builder.finish();
  }

private:
  void setUnit(TableBuilder &builder, const clang::ASTContext &context);
  void lowerAll(TableBuilder &builder, clang::ASTContext &context);

  clang::CompilerInstance &compiler;
  const ExtractOptions &options;
  Source &source;
  ErrorRecorder &errors;
  facts::UnitFacts &out;
};

void Consumer::setUnit(TableBuilder &builder, const clang::ASTContext &context) {
  facts::Id mainFile = builder.file(context.getSourceManager().getMainFileID());
  out.mainFile = out.tables.str(out.tables.files[mainFile].name);
  for (clang::FileID id : source.files)
    if (facts::Id file = builder.file(id); file && !llvm::is_contained(out.deps, file))
      out.deps.push_back(file);

  const clang::LangOptions &options = context.getLangOpts();
  facts::Language &language = out.language;
  language.cplusplus = options.CPlusPlus;
  language.standard = builder.string(clang::LangStandard::getLangStandardForKind(options.LangStd).getName());
  language.strictAliasing = !compiler.getCodeGenOpts().RelaxedAliasing;
  language.wrapv = options.isSignedOverflowDefined();
  language.exceptions = options.Exceptions;
  // The host takes -fopenmp away and defines what it would have defined.
  language.openmp = options.OpenMP != 0 || compiler.getPreprocessor().isMacroDefined("_OPENMP");
  language.charSigned = options.CharIsSigned;
  language.pointerBits = static_cast<std::uint32_t>(context.getTypeSize(context.VoidPtrTy));
}

void Consumer::lowerAll(TableBuilder &builder, clang::ASTContext &context) {
  Definitions definitions = findDefinitions(context, builder.locals());
  ErrorRegions broken(errors.errorLocations(), context.getSourceManager());
  for (const clang::FunctionDecl *definition : definitions.bodies) {
    facts::Id id = builder.function(definition);
    facts::BodyState state = facts::BodyState::Broken;
    facts::Id body = 0;
    if (!definition->isInvalidDecl() && !broken.touches(definition->getSourceRange())) {
      facts::Body lowered;
      state = lowerBody(builder, context, definition, lowered);
      if (state == facts::BodyState::Present) {
        body = static_cast<facts::Id>(out.tables.bodies.size());
        out.tables.bodies.push_back(std::move(lowered));
      }
    }
    out.tables.functions[id].state = state;
    out.tables.functions[id].body = body;
  }
  for (const clang::FunctionDecl *pattern : definitions.notInstantiated)
    builder.function(pattern);
  for (const clang::VarDecl *table : definitions.tables)
    builder.global(table);
  out.functionsSeen =
      static_cast<std::uint32_t>(definitions.bodies.size() + definitions.notInstantiated.size());
}

class Action : public clang::ASTFrontendAction {
public:
  Action(const ExtractOptions &options, facts::UnitFacts &out) : options(options), out(out) {}

protected:
  bool PrepareToExecuteAction(clang::CompilerInstance &compiler) override {
    compiler.getFrontendOpts().SkipFunctionBodies = options.skipSystemBodies;
    compiler.getLangOpts().SpellChecking = false;    // what was misspelt is not guessed
    compiler.getDiagnosticOpts().ShowCarets = false; // nor "N errors generated" on stderr
    clang::DiagnosticsEngine &diagnostics = compiler.getDiagnostics();
    auto recorder = std::make_unique<ErrorRecorder>(options.projectRoot, out);
    errors = recorder.get();
    diagnostics.setClient(recorder.release(), /*ShouldOwnClient=*/true);
    // All errors are wanted, to know which functions they break; after a missing header, too.
    diagnostics.setErrorLimit(0);
    diagnostics.setFatalsAsError(true);
    diagnostics.setIgnoreAllWarnings(true);
    return true;
  }

  bool BeginSourceFileAction(clang::CompilerInstance &compiler) override {
    clang::Preprocessor &preprocessor = compiler.getPreprocessor();
    preprocessor.addPPCallbacks(source.pragmas.recorder(preprocessor));
    preprocessor.addPPCallbacks(std::make_unique<FileRecorder>(source.files, compiler.getSourceManager()));
    preprocessor.addCommentHandler(&source.comments);
    return true;
  }

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler,
                                                        llvm::StringRef) override {
    return std::make_unique<Consumer>(compiler, options, source, *errors, out);
  }

private:
  ExtractOptions options;
  facts::UnitFacts &out;
  Source source;
  ErrorRecorder *errors = nullptr; ///< owned by the diagnostics engine
};

} // namespace

std::unique_ptr<clang::FrontendAction> makeExtractAction(const ExtractOptions &options,
                                                         facts::UnitFacts &out) {
  return std::make_unique<Action>(options, out);
}

} // namespace overlap::matchers
