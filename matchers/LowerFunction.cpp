#include "matchers/FunctionLowering.h"
#include "matchers/Lowering.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>

/// A function as a whole: its variables at entry, what constructors and destructors do around their bodies,
/// its end.
namespace overlap::matchers {

using namespace facts;

FunctionLowering::FunctionLowering(TableBuilder &tables, clang::ASTContext &context,
                                   const clang::FunctionDecl *function, Body &body)
    : tables(tables), ctx(context), function(function), body(body),
      build(tables.tables(), body, tables.type(context.getPointerDiffType())),
      text(context, function->getSourceRange()) {
  body.vars.assign(1, Var{});
  body.stmts.assign(1, Stmt{});
  body.blocks.assign(1, Block{});
  body.events.assign(1, Event{});
  body.calls.assign(1, Call{});
  body.loops.assign(1, Loop{});
  body.gaps.assign(1, Gap{});
  body.locs.assign(1, Loc{});
  hasPredecessor.push_back(false);
}

BodyState FunctionLowering::run() {
  try {
    declareParameters();
    declareCaptures();
    body.entry = current = newBlock();
    exitBlock = body.exit = newBlock();
    body.blocks[exitBlock].term = TermKind::Exit;
    if (isAggregate(function->getReturnType()))
      returnSlot = newTemp(function->getReturnType(), {});
    lowerFunctionBody();
  } catch (const TooLarge &) {
    return BodyState::TooLarge;
  }
  for (const auto &[label, state] : labels)
    if (!state.isPlaced && !state.pending.empty())
      gap(UnknownReason::BrokenCode, label->getSourceRange());
  for (unsigned pragma : tables.pragmasIn(function->getSourceRange()))
    if (!attachedPragmas.count(pragma))
      body.pragmas.push_back(tables.pragmaText(pragma));
  orderBlocks();
  markAddressTaken();
  return BodyState::Present;
}

void FunctionLowering::declareParameters() {
  auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  bool isLambda = method && method->getParent()->isLambda();
  if (method && method->isImplicitObjectMemberFunction() && !isLambda)
    body.thisVar = newVar(VarKind::This, "this", method->getThisType(), function->getLocation());
  for (const clang::ParmVarDecl *param : function->parameters()) {
    Id var = newVar(VarKind::Param, param->getName(), param->getType(), param->getSourceRange());
    vars[param] = var;
    body.paramVars.push_back(var);
  }
}

void FunctionLowering::declareCaptures() {
  auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  if (!method || !method->getParent()->isLambda())
    return;
  const clang::CXXRecordDecl *closure = method->getParent();
  auto field = closure->field_begin();
  for (const clang::LambdaCapture &capture : closure->captures()) {
    if (field == closure->field_end())
      break;
    Id var = 0;
    if (capture.capturesThis()) {
      var = thisCapture = newVar(VarKind::Capture, "this", field->getType(), capture.getLocation());
      thisByCopy = capture.getCaptureKind() == clang::LCK_StarThis;
    } else if (capture.capturesVariable()) {
      auto *captured = llvm::dyn_cast<clang::VarDecl>(capture.getCapturedVar());
      var = newVar(VarKind::Capture, capture.getCapturedVar()->getName(), field->getType(),
                   capture.getLocation());
      if (captured)
        vars[captured] = var;
    }
    if (var) {
      body.captureVars.push_back(var);
      body.captureFields.push_back(tables.field(*field));
    }
    ++field;
  }
}

Id FunctionLowering::newVar(VarKind kind, llvm::StringRef name, clang::QualType type, clang::SourceRange at) {
  Var var{.name = tables.string(name), .type = typeId(type), .kind = kind};
  var.isConst = type.getNonReferenceType().isConstQualified();
  var.stmt = currentStmt;
  var.loc = loc(at);
  body.vars.push_back(var);
  return static_cast<Id>(body.vars.size() - 1);
}

Id FunctionLowering::newTemp(clang::QualType type, clang::SourceRange at) {
  return build.variable(newVar(VarKind::Temp, "", type.getNonReferenceType(), at),
                        typeId(type.getNonReferenceType()));
}

Id FunctionLowering::thisValue(clang::QualType type) {
  if (thisCapture && thisByCopy)
    return build.address(build.variable(thisCapture, body.vars[thisCapture].type), typeId(type));
  if (Id var = thisCapture ? thisCapture : body.thisVar)
    return build.entry(var, typeId(type));
  return build.unknown(UnknownReason::UnsupportedExpr, typeId(type));
}

Id FunctionLowering::thisPath() {
  auto *method = llvm::cast<clang::CXXMethodDecl>(function);
  thisObject = valueAsPath(thisValue(method->getThisType()), method->getThisType()->getPointeeType());
  if (!body.paths[thisObject].spelling)
    body.paths[thisObject].spelling = tables.string("*this");
  return thisObject;
}

void FunctionLowering::lowerFunctionBody() {
  if (auto *dtor = llvm::dyn_cast<clang::CXXDestructorDecl>(function))
    pushMemberDestructors(dtor);
  if (auto *ctor = llvm::dyn_cast<clang::CXXConstructorDecl>(function))
    lowerConstructorInitializers(ctor);
  auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  if (method && method->isLambdaStaticInvoker()) {
    lambdaInvoker(method);
  } else if (const clang::Stmt *stmt = function->getBody()) {
    statement(stmt);
  }
  if (current) {
    popCleanups(nullptr);
    finishBlock(TermKind::Return, {exitBlock});
  }
}

/// What a closure without captures becomes as a function pointer: calls operator(). Clang's AST has no body
/// for it.
void FunctionLowering::lambdaInvoker(const clang::CXXMethodDecl *invoker) {
  clang::SourceRange at = invoker->getSourceRange();
  const clang::CXXMethodDecl *target = invoker->getParent()->getLambdaCallOperator();
  if (invoker->isFunctionTemplateSpecialization()) // which instance of a generic lambda is not kept
    return unknownEvent(UnknownReason::UnsupportedExpr, at);
  clang::QualType type = invoker->getReturnType();
  Call call = makeCall(TargetKind::Direct, CallSyntax::Call);
  call.function = tables.function(target);
  call.receiver = newTemp(ctx.getCanonicalTagType(invoker->getParent()), at);
  call.receiverType = build.path(call.receiver).type;
  call.type = typeId(type);
  call.result = returnSlot;
  call.noThrow = cannotThrow(target, nullptr);
  forwardParameters(call, at);
  Id event = emitCall(std::move(call), at);
  Id value = 0;
  if (returnSlot)
    value = build.address(returnSlot, pointerTo(type));
  else if (!type->isVoidType())
    value = build.ofEvent(ValueKind::Call, event, typeId(type));
  emitReturn(value, at);
}

void FunctionLowering::lowerConstructorInitializers(const clang::CXXConstructorDecl *ctor) {
  Id self = thisPath();
  for (const clang::CXXCtorInitializer *initializer : ctor->inits()) {
    const clang::Expr *init = initializer->getInit();
    Cleanup *outer = cleanups;
    if (initializer->isBaseInitializer()) {
      clang::QualType type(initializer->getBaseClass(), 0);
      initialise(build.base(self, tables.record(type->getAsCXXRecordDecl()), typeId(type)), type, init);
    } else if (initializer->isDelegatingInitializer()) {
      initialise(self, ctx.getCanonicalTagType(ctor->getParent()), init);
    } else {
      Id path = self;
      const clang::FieldDecl *field = initializer->getAnyMember();
      if (const clang::IndirectFieldDecl *indirect = initializer->getIndirectMember()) {
        for (const clang::NamedDecl *part : indirect->chain()) {
          field = llvm::cast<clang::FieldDecl>(part);
          path = partOf(path, field);
        }
      } else {
        path = partOf(path, field);
      }
      initialise(path, field->getType(), init);
    }
    popCleanups(outer);
    pushExtended();
  }
}

/// Members and bases are destroyed in reverse after the body, so they go onto the list in order of
/// construction.
void FunctionLowering::pushMemberDestructors(const clang::CXXDestructorDecl *dtor) {
  const clang::CXXRecordDecl *record = dtor->getParent();
  if (record->isUnion())
    return;
  Id self = thisPath();
  auto pushBase = [&](const clang::CXXBaseSpecifier &base) {
    Id path = build.base(self, tables.record(base.getType()->getAsCXXRecordDecl()), typeId(base.getType()));
    pushDestructor(path, base.getType(), dtor->getEndLoc());
  };
  for (const clang::CXXBaseSpecifier &base : record->vbases())
    pushBase(base);
  for (const clang::CXXBaseSpecifier &base : record->bases())
    if (!base.isVirtual())
      pushBase(base);
  for (const clang::FieldDecl *field : record->fields()) {
    Id path = partOf(self, field);
    pushDestructor(path, field->getType(), dtor->getEndLoc());
  }
}

BodyState lowerBody(TableBuilder &tables, clang::ASTContext &context, const clang::FunctionDecl *function,
                    Body &body) {
  body = Body{};
  BodyState state = FunctionLowering(tables, context, function, body).run();
  if (state != BodyState::Present)
    body = Body{};
  return state;
}

} // namespace overlap::matchers
