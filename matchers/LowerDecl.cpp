#include "matchers/FunctionLowering.h"

#include <clang/AST/Attr.h>

/// Declarations in function bodies.
namespace overlap::matchers {

using namespace facts;

void FunctionLowering::declStatement(const clang::DeclStmt *stmt) {
  for (const clang::Decl *decl : stmt->decls())
    declaration(decl);
}

void FunctionLowering::declaration(const clang::Decl *decl) {
  if (auto *var = llvm::dyn_cast<clang::VarDecl>(decl)) {
    if (var->isInvalidDecl())
      unknownEvent(UnknownReason::BrokenCode, var->getSourceRange());
    else if (var->isStaticLocal())
      staticVariable(var);
    else if (var->hasLocalStorage())
      localVariable(var);
    return;
  }
  if (auto *alias = llvm::dyn_cast<clang::TypedefNameDecl>(decl))
    variableArraySizes(alias->getUnderlyingType());
  // Types, functions, using-declarations and assertions do nothing when control passes them.
}

void FunctionLowering::localVariable(const clang::VarDecl *var) {
  variableArraySizes(var->getType());
  if (var->getType()->isReferenceType()) {
    bindReference(var);
    return;
  }
  clang::SourceRange at = var->getSourceRange();
  clang::QualType type = var->getType();
  Id id = newVar(VarKind::Local, var->getName(), type, at);
  vars[var] = id;
  Id path = build.variable(id, typeId(type));
  if (var->getDeclName() && !body.paths[path].spelling)
    body.paths[path].spelling = body.vars[id].name;
  emit({.kind = EventKind::Begin, .var = id}, at);
  Cleanup *outer = cleanups;
  if (const clang::Expr *init = var->getInit())
    initialise(path, type, init);
  popCleanups(outer);
  pushExtended();
  pushCleanup({.kind = Cleanup::Kind::EndLifetime, .var = id, .at = at.getEnd()});
  if (!var->isNRVOVariable() || !returnSlot)
    pushDestructor(path, type, at);
  if (auto *attribute = var->getAttr<clang::CleanupAttr>())
    pushCleanup({.kind = Cleanup::Kind::Function,
                 .path = path,
                 .type = type,
                 .function = attribute->getFunctionDecl(),
                 .at = at.getEnd()});
  if (auto *decomposed = llvm::dyn_cast<clang::DecompositionDecl>(var))
    decomposition(decomposed);
}

/// A reference is another name for the path that it is bound to.
void FunctionLowering::bindReference(const clang::VarDecl *var) {
  Cleanup *outer = cleanups;
  if (const clang::Expr *init = var->getInit()) {
    references[var] = lvalue(init);
  } else {
    clang::QualType type = var->getType().getNonReferenceType();
    references[var] = build.unknownPath(typeId(type));
    gap(UnknownReason::UnsupportedExpr, var->getSourceRange());
  }
  popCleanups(outer);
  pushExtended();
  if (auto *decomposed = llvm::dyn_cast<clang::DecompositionDecl>(var))
    decomposition(decomposed);
}

/// Bindings are expressions on the hidden variable; those of tuple-like types are variables of their own.
void FunctionLowering::decomposition(const clang::DecompositionDecl *decl) {
  for (const clang::BindingDecl *binding : decl->flat_bindings())
    if (const clang::VarDecl *holder = binding->getHoldingVar())
      localVariable(holder);
}

/// Code runs at the first arrival only, if any runs at all.
void FunctionLowering::staticVariable(const clang::VarDecl *var) {
  const clang::Expr *init = var->getInit();
  if (!init || var->hasConstantInitialization())
    return;
  Id first = newBlock(), after = newBlock();
  branch(build.unknown(UnknownReason::None, typeId(ctx.BoolTy)), first, after);
  enter(first);
  clang::QualType type = var->getType();
  Id path = build.global(tables.global(var), typeId(type));
  Cleanup *outer = cleanups;
  initialise(path, type, init);
  popCleanups(outer);
  extended.clear(); // destroyed at the program's end
  jump(after);
  enter(after);
}

void FunctionLowering::variableArraySizes(clang::QualType type) {
  if (type.isNull() || !type->isVariablyModifiedType())
    return;
  if (auto *pointer = type->getAs<clang::PointerType>())
    return variableArraySizes(pointer->getPointeeType());
  if (auto *reference = type->getAs<clang::ReferenceType>())
    return variableArraySizes(reference->getPointeeType());
  const clang::ArrayType *array = ctx.getAsArrayType(type);
  if (!array)
    return;
  if (auto *variable = llvm::dyn_cast<clang::VariableArrayType>(array))
    if (const clang::Expr *size = variable->getSizeExpr(); size && !arraySizes.count(size)) {
      Id value = rvalue(size);
      arraySizes[size] = value;
    }
  variableArraySizes(array->getElementType());
}

} // namespace overlap::matchers
