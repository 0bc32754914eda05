#pragma once

#include "matchers/BodyBuilder.h"
#include "matchers/SourceText.h"
#include "matchers/TableBuilder.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include <deque>
#include <map>
#include <utility>
#include <vector>

/// How the lowering works. One pass over a function's body, in order of evaluation, that emits events into
/// the current block and makes new blocks where control branches: what clang's CodeGen does, with facts for
/// instructions. Clang's own CFG is not used: it lists each sub-expression once and without the object that
/// it initialises, shares the nodes of default arguments among calls, and has no edges from calls to
/// handlers, all of which this walk has at hand.
///
/// - rvalue() gives the value of a scalar prvalue, lvalue() the path of a glvalue, initialise() evaluates any
///   initialiser straight into its object.
/// - Destructors and ends of lifetimes are cleanups on a list; leaving a scope by any way emits those that it
/// leaves.
/// - Inside a try, a call that may throw ends its block with a branch on Unknown(Throwing): to what follows,
/// and to the
///   destructors of what lives there and then to the handlers.
namespace overlap::matchers {

using facts::Id;

class FunctionLowering {
public:
  FunctionLowering(TableBuilder &tables, clang::ASTContext &context, const clang::FunctionDecl *function,
                   facts::Body &body);

  facts::BodyState run();

private:
  /// Thrown when the body passes a limit; unwinds only frames of this class.
  struct TooLarge {};

  // --- What has to run when a scope is left (LowerCleanups.cpp)
  struct Cleanup {
    enum class Kind { Destroy, EndLifetime, Function } kind = Kind::Destroy;
    Cleanup *next = nullptr;
    Id path = 0;
    Id var = 0;
    clang::QualType type = {};
    const clang::FunctionDecl *function = nullptr; ///< of __attribute__((cleanup))
    Id guard = 0; ///< ValueId: runs only where it is true, being pushed in one arm of a condition
    clang::SourceRange at = {};
  };
  struct TryContext {
    Id stmt = 0;
    Cleanup *outer = nullptr;
    Id dispatch = 0;
  };
  struct JumpTarget {
    Id block = 0;
    Cleanup *cleanups = nullptr;
  };
  void pushCleanup(Cleanup cleanup);
  void pushDestructor(Id path, clang::QualType type, clang::SourceRange at);
  void emitCleanup(const Cleanup &cleanup);
  /// Emits the cleanups above `to`, which stay on the list for other ways out.
  void emitCleanups(Cleanup *to);
  /// Emits the cleanups above `to` and takes them off.
  void popCleanups(Cleanup *to);
  /// Cleanups above `outer` were pushed where `cond` was true (or false): they run only then.
  void guardCleanups(Cleanup *outer, Id cond, bool whenTrue);
  Id landingPad();
  void mayThrow();
  void pushExtended();

  // --- Blocks (LowerCfg.cpp)
  Id newBlock();
  /// Goes on in `block`, unless nothing leads there.
  void enter(Id block);
  void enterAlways(Id block) { current = block; }
  Id here();
  void jump(Id target);
  void branch(Id cond, Id ifTrue, Id ifFalse);
  void finishBlock(facts::TermKind term, std::vector<Id> succs);
  void leave(const JumpTarget &target);
  void branchOn(const clang::Expr *cond, Id ifTrue, Id ifFalse);
  void orderBlocks();
  void markAddressTaken();

  // --- Events and table entries (LowerCfg.cpp)
  Id emit(facts::Event event, clang::SourceRange at);
  static facts::Call makeCall(facts::TargetKind target, facts::CallSyntax syntax);
  Id emitCall(facts::Call call, clang::SourceRange at);
  Id emitRead(Id path, clang::QualType type, clang::SourceRange at);
  void emitWrite(Id path, Id value, facts::WriteHow how, clang::SourceRange at,
                 facts::BinOp op = facts::BinOp::None, bool isVolatile = false);
  void gap(facts::UnknownReason reason, clang::SourceRange at);
  void unknownEvent(facts::UnknownReason reason, clang::SourceRange at);
  Id loc(clang::SourceRange range);
  Id typeId(clang::QualType type) { return tables.type(type); }
  Id pointerTo(clang::QualType type) { return tables.type(ctx.getPointerType(type.getNonReferenceType())); }
  Id named(Id path, const clang::Expr *expr);
  Id valueAsPath(Id pointer, clang::QualType type) { return build.deref(pointer, typeId(type)); }
  Id boolValue(bool value) { return build.integer(value, typeId(ctx.BoolTy)); }

  // --- Functions (LowerFunction.cpp)
  void declareParameters();
  void declareCaptures();
  void lowerFunctionBody();
  void lambdaInvoker(const clang::CXXMethodDecl *invoker);
  void lowerConstructorInitializers(const clang::CXXConstructorDecl *ctor);
  void pushMemberDestructors(const clang::CXXDestructorDecl *dtor);
  Id newVar(facts::VarKind kind, llvm::StringRef name, clang::QualType type, clang::SourceRange at);
  Id newTemp(clang::QualType type, clang::SourceRange at);
  Id thisPath();
  Id thisValue(clang::QualType type);

  // --- Statements (LowerStmt.cpp, LowerLoops.cpp, LowerSwitch.cpp, LowerTry.cpp, LowerDecl.cpp)
  /// Opens an entry of the statement table for its lifetime.
  class StmtScope {
  public:
    StmtScope(FunctionLowering &owner, const clang::Stmt *stmt, facts::StmtKind kind, facts::StmtRole role);
    StmtScope(FunctionLowering &owner, Id stmt) : owner(owner), saved(owner.currentStmt) {
      owner.currentStmt = stmt;
    }
    ~StmtScope() { owner.currentStmt = saved; }
    StmtScope(const StmtScope &) = delete;
    StmtScope &operator=(const StmtScope &) = delete;
    Id id() const { return owner.currentStmt; }

  private:
    FunctionLowering &owner;
    Id saved;
  };
  Id addStmt(const clang::Stmt *stmt, facts::StmtKind kind, facts::StmtRole role, Id parent);
  void statement(const clang::Stmt *stmt, facts::StmtRole role = facts::StmtRole::Plain);
  void dispatchStatement(const clang::Stmt *stmt, facts::StmtRole role);
  void compound(const clang::CompoundStmt *stmt);
  void ifStatement(const clang::IfStmt *stmt);
  void switchStatement(const clang::SwitchStmt *stmt);
  void caseStatement(const clang::SwitchCase *stmt);
  void returnStatement(const clang::ReturnStmt *stmt);
  void emitReturn(Id value, clang::SourceRange at);
  void gotoStatement(const clang::LabelDecl *label, clang::SourceRange at);
  void labelStatement(const clang::LabelStmt *stmt);
  void asmStatement(const clang::AsmStmt *stmt);
  void unsupportedStatement(const clang::Stmt *stmt);
  void openmpStatement(const clang::Stmt *stmt);
  Id addLoop(const clang::Stmt *stmt, facts::LoopForm form, Id header);
  void whileLoop(const clang::WhileStmt *stmt);
  void doLoop(const clang::DoStmt *stmt);
  void forLoop(const clang::ForStmt *stmt);
  void rangeFor(const clang::CXXForRangeStmt *stmt);
  void loopBody(const clang::Stmt *stmt, Id loop, JumpTarget breakTarget, JumpTarget continueTarget);
  void tryStatement(const clang::CXXTryStmt *stmt);
  void catchClause(const clang::CXXCatchStmt *stmt, Id after);
  void throwExpression(const clang::CXXThrowExpr *expr);
  void declStatement(const clang::DeclStmt *stmt);
  void declaration(const clang::Decl *decl);
  void localVariable(const clang::VarDecl *var);
  void staticVariable(const clang::VarDecl *var);
  void bindReference(const clang::VarDecl *var);
  void decomposition(const clang::DecompositionDecl *decl);
  void variableArraySizes(clang::QualType type);
  void coroutineBody(const clang::CoroutineBodyStmt *stmt);
  void coreturn(const clang::CoreturnStmt *stmt);

  // --- Expressions (LowerExpr.cpp, LowerOperators.cpp, LowerCasts.cpp, LowerAccess.cpp)
  Id rvalue(const clang::Expr *expr);
  Id dispatchRvalue(const clang::Expr *expr);
  Id lvalue(const clang::Expr *expr);
  Id dispatchLvalue(const clang::Expr *expr);
  /// Evaluates for the side effects.
  void discard(const clang::Expr *expr);
  Id literal(const clang::Expr *expr);
  bool constantVariable(const clang::Expr *expr, Id &value);
  Id constantValue(const clang::APValue &value, clang::QualType type);
  Id zeroValue(clang::QualType type);
  Id castRvalue(const clang::CastExpr *expr);
  Id castLvalue(const clang::CastExpr *expr);
  Id basePath(Id path, const clang::CastExpr *expr);
  Id derivedPath(Id path, const clang::CastExpr *expr);
  Id loadFrom(const clang::Expr *glvalue, clang::QualType type, clang::SourceRange at);
  Id loadPath(Id path, clang::QualType type, clang::SourceRange at);
  Id unaryRvalue(const clang::UnaryOperator *expr);
  Id incDec(const clang::UnaryOperator *expr, bool wantPath, bool resultUsed = true);
  Id binaryRvalue(const clang::BinaryOperator *expr);
  Id arithmetic(clang::BinaryOperatorKind op, Id a, Id b, clang::QualType ta, clang::QualType tb,
                clang::QualType type);
  /// The path that was assigned to, and the value.
  std::pair<Id, Id> assignment(const clang::BinaryOperator *expr);
  std::pair<Id, Id> compoundAssignment(const clang::CompoundAssignOperator *expr, bool resultUsed = true);
  Id scalarCast(Id value, clang::QualType from, clang::QualType to);
  Id logical(const clang::BinaryOperator *expr);
  /// A conditional of any value category; `arm` evaluates one operand and gives its value.
  template <class Arm> Id conditional(const clang::AbstractConditionalOperator *expr, Id type, Arm arm);
  Id traitValue(const clang::UnaryExprOrTypeTraitExpr *expr);
  Id statementExpression(const clang::StmtExpr *expr, Id destination);
  Id unsupported(const clang::Expr *expr);
  Id declReference(const clang::DeclRefExpr *expr);
  Id variablePath(const clang::VarDecl *var, clang::SourceRange at);
  Id memberAccess(const clang::MemberExpr *expr);
  Id fieldPath(Id object, const clang::FieldDecl *field, clang::SourceRange at);
  Id subscript(const clang::ArraySubscriptExpr *expr);
  Id objectPath(const clang::Expr *expr);

  // --- Initialisation and temporaries (LowerInit.cpp, LowerConstruct.cpp, LowerLambda.cpp)
  /// Evaluates an initialiser of any kind into the object at `path`, which has type `type`.
  void initialise(Id path, clang::QualType type, const clang::Expr *init);
  void initialiseAggregate(Id path, const clang::Expr *init);
  void initList(Id path, const clang::InitListExpr *list);
  void initElements(Id path, clang::QualType type, llvm::ArrayRef<clang::Expr *> inits,
                    const clang::Expr *filler, const clang::Expr *whole, const clang::FieldDecl *unionField);
  void initArray(Id path, clang::QualType type, llvm::ArrayRef<clang::Expr *> inits,
                 const clang::Expr *filler, const clang::Expr *whole);
  void initRecord(Id path, const clang::RecordDecl *record, llvm::ArrayRef<clang::Expr *> inits,
                  const clang::Expr *whole);
  void initializerList(Id path, const clang::CXXStdInitializerListExpr *expr);
  void arrayInitLoop(Id path, const clang::ArrayInitLoopExpr *expr);
  void construct(Id path, const clang::CXXConstructExpr *expr,
                 facts::CallSyntax syntax = facts::CallSyntax::Construct);
  void inheritedConstruct(Id path, const clang::CXXInheritedCtorInitExpr *expr);
  /// Adds this function's own parameters as arguments.
  void forwardParameters(facts::Call &call, clang::SourceRange at);
  Id partOf(Id object, const clang::FieldDecl *field);
  Id elementOf(Id array, std::size_t index, clang::QualType type);
  void zero(Id path, clang::QualType type, clang::SourceRange at);
  void copyWhole(Id to, Id from, clang::QualType type, facts::WriteHow how, clang::SourceRange at);
  /// A temporary that holds the prvalue, destroyed with the full expression.
  Id materialise(const clang::Expr *prvalue);
  Id materialiseExtended(const clang::MaterializeTemporaryExpr *expr);
  void lambda(Id path, const clang::LambdaExpr *expr);
  static bool isAggregate(clang::QualType type);

  // --- Calls (LowerCalls.cpp, LowerArguments.cpp, LowerBuiltins.cpp, LowerAtomics.cpp, LowerNew.cpp)
  /// What a call gives: a value (of a reference: the address), or the path that a record was written to.
  struct Outcome {
    Id value = 0;
    Id event = 0;
  };
  Outcome call(const clang::CallExpr *expr, Id destination, bool resultUsed = true);
  Outcome finishCall(const clang::CallExpr *expr, facts::Call call, Id destination, bool resultUsed);
  bool calleeOf(const clang::CallExpr *expr, facts::Call &call, llvm::ArrayRef<const clang::Expr *> &args,
                const clang::FunctionDecl *&function, bool resultUsed);
  void memberCallee(const clang::CXXMemberCallExpr *expr, const clang::MemberExpr *member, facts::Call &call,
                    const clang::FunctionDecl *&function);
  void setMethodTarget(facts::Call &call, const clang::CXXMethodDecl *method, const clang::Expr *object,
                       bool isQualified);
  void receiver(facts::Call &call, const clang::Expr *object, bool isPointer);
  void arguments(facts::Call &call, llvm::ArrayRef<const clang::Expr *> args,
                 const clang::FunctionDecl *function, const clang::FunctionProtoType *prototype,
                 bool rightToLeft = false);
  facts::Arg argument(const clang::Expr *expr, clang::QualType paramType);
  void addCallable(facts::Call &call, std::uint32_t index, const clang::Expr *expr);
  bool callableFunction(const clang::Expr *expr, Id &function);
  bool cannotThrow(const clang::FunctionDecl *function, const clang::FunctionProtoType *prototype) const;
  void destroy(Id path, clang::QualType type, clang::SourceRange at, bool isVirtual = false);
  bool builtinCall(const clang::CallExpr *expr, unsigned builtin, Outcome &outcome, bool resultUsed);
  bool syncBuiltin(const clang::CallExpr *expr, llvm::StringRef name, Outcome &outcome, bool resultUsed);
  bool atomicMethod(const clang::CallExpr *expr, Outcome &outcome, bool resultUsed);
  Id atomicExpression(const clang::AtomicExpr *expr, bool resultUsed);
  Id emitAtomic(Id path, facts::BinOp op, Id operand, clang::QualType type, clang::SourceRange at,
                bool resultUsed);
  Id newExpression(const clang::CXXNewExpr *expr, bool resultUsed);
  void deleteExpression(const clang::CXXDeleteExpr *expr);
  Id suspension(const clang::CoroutineSuspendExpr *expr, Id destination);

  TableBuilder &tables;
  clang::ASTContext &ctx;
  const clang::FunctionDecl *function;
  facts::Body &body;
  BodyBuilder build;
  SourceText text;

  Id current = 0; ///< block that events go to; 0 where nothing leads here
  std::vector<bool> hasPredecessor;
  Id currentStmt = 0;
  Id currentLoop = 0;
  unsigned depth = 0;
  bool inRangeFor = false; ///< the hidden calls of a range-for are being lowered
  Id exitBlock = 0;
  Id returnSlot = 0;   ///< PathId of a record result
  Id coroutineEnd = 0; ///< block of the final suspension, that co_return goes to
  Cleanup *coroutineCleanups = nullptr;
  Id exceptionPath = 0; ///< PathId of the exception object, in a handler's declaration

  std::deque<Cleanup> cleanupPool;
  Cleanup *cleanups = nullptr;
  std::vector<Cleanup> extended; ///< of temporaries that a declaration keeps alive
  std::vector<TryContext> tries;
  std::map<Cleanup *, Id> landingPads; ///< of the innermost try
  std::vector<JumpTarget> breaks, continues;
  struct Label {
    Id block = 0;
    bool isPlaced = false;
    Cleanup *cleanups = nullptr;
    std::vector<std::pair<Id, Cleanup *>> pending; ///< blocks that jump here, and what lives there
  };
  std::map<const clang::LabelDecl *, Label> labels; ///< looked up only, never walked
  llvm::DenseMap<const clang::SwitchCase *, Id> caseBlocks;
  llvm::DenseSet<unsigned> attachedPragmas;

  llvm::DenseMap<const clang::VarDecl *, Id> vars; ///< VarIds of locals, parameters and captures by copy
  llvm::DenseMap<const clang::VarDecl *, Id> references; ///< PathIds that local references are bound to
  llvm::DenseMap<const clang::Expr *, Id> arraySizes;    ///< ValueIds of variable array bounds
  llvm::DenseMap<const clang::Expr *, Id> opaqueValues, opaquePaths;
  std::vector<std::pair<Id, clang::QualType>> arrayInitIndex; ///< of enclosing array copies
  Id thisObject = 0;  ///< PathId of `*this`, in constructors and destructors
  Id thisCapture = 0; ///< VarId: `this` captured by a lambda
  bool thisByCopy = false;
  llvm::DenseMap<std::pair<unsigned, unsigned>, Id> locIds;
};

} // namespace overlap::matchers
