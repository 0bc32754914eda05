#include "matchers/FunctionLowering.h"

/// new and delete.
namespace overlap::matchers {

using namespace facts;

Id FunctionLowering::newExpression(const clang::CXXNewExpr *expr, bool resultUsed) {
  clang::QualType type = expr->getAllocatedType();
  clang::SourceRange at = expr->getSourceRange();
  const clang::FunctionDecl *allocator = expr->getOperatorNew();
  Id count = 0;
  if (expr->isArray())
    if (auto size = expr->getArraySize(); size && *size)
      count = rvalue(*size);
  Id pointer = 0;
  Id pointerType = typeId(expr->getType());
  if (allocator && allocator->isReservedGlobalPlacementOperator() && expr->getNumPlacementArgs() == 1) {
    pointer = build.cast(CastKind::Reinterpret, rvalue(expr->getPlacementArg(0)), pointerType);
  } else {
    Call call = makeCall(TargetKind::Direct, CallSyntax::New);
    call.function = allocator ? tables.function(allocator) : 0;
    call.type = typeId(type);
    call.count = count;
    call.resultUsed = resultUsed;
    for (unsigned i = 0; i < expr->getNumPlacementArgs(); ++i) {
      unsigned param = i + (expr->passAlignment() ? 2 : 1);
      bool known = allocator && param < allocator->getNumParams();
      call.args.push_back(argument(expr->getPlacementArg(i),
                                   known ? allocator->getParamDecl(param)->getType() : clang::QualType()));
    }
    pointer = build.ofEvent(ValueKind::Call, emitCall(std::move(call), at), pointerType);
  }
  const clang::Expr *init = expr->getInitializer();
  if (!init)
    return pointer;
  Id object = valueAsPath(pointer, type);
  if (expr->isArray() && init->getType()->isArrayType()) {
    clang::QualType element = ctx.getBaseElementType(init->getType());
    if (auto *constructed = llvm::dyn_cast<clang::CXXConstructExpr>(init->IgnoreImplicit())) {
      // One call stands for those of all elements.
      construct(build.any(object, typeId(element)), constructed);
      return pointer;
    }
    if (auto *list = llvm::dyn_cast<clang::InitListExpr>(init->IgnoreImplicit())) {
      Id indexType = typeId(ctx.getPointerDiffType());
      for (unsigned i = 0; i < list->getNumInits(); ++i)
        initialise(build.element(pointer, build.integer(i, indexType), typeId(type)), type, list->getInit(i));
      if (const clang::Expr *filler = list->getArrayFiller())
        initialise(build.any(object, typeId(type)), type, filler);
      return pointer;
    }
    zero(build.any(object, typeId(type)), type, at);
    return pointer;
  }
  if (expr->isArray()) { // `new T[n]()`
    if (auto *constructed = llvm::dyn_cast<clang::CXXConstructExpr>(init->IgnoreImplicit()))
      construct(build.any(object, typeId(type)), constructed);
    else
      zero(build.any(object, typeId(type)), type, at);
    return pointer;
  }
  initialise(object, type, init);
  return pointer;
}

void FunctionLowering::deleteExpression(const clang::CXXDeleteExpr *expr) {
  clang::QualType type = expr->getDestroyedType();
  clang::SourceRange at = expr->getSourceRange();
  Id pointer = rvalue(expr->getArgument());
  if (!type.isNull() && type.isDestructedType() == clang::QualType::DK_cxx_destructor) {
    const clang::CXXRecordDecl *record = ctx.getBaseElementType(type)->getAsCXXRecordDecl();
    const clang::CXXDestructorDecl *dtor = record->getDestructor();
    bool isVirtual = dtor && dtor->isVirtual() && !expr->isArrayForm() && !record->isEffectivelyFinal();
    Id object = valueAsPath(pointer, type);
    destroy(expr->isArrayForm() ? build.any(object, typeId(type)) : object, type, at, isVirtual);
  }
  Call call = makeCall(TargetKind::Direct, CallSyntax::Delete);
  call.function = expr->getOperatorDelete() ? tables.function(expr->getOperatorDelete()) : 0;
  call.type = typeId(ctx.VoidTy);
  call.resultUsed = false;
  call.noThrow = true;
  call.args.push_back({.value = pointer, .type = typeId(expr->getArgument()->getType())});
  emitCall(std::move(call), at);
}

} // namespace overlap::matchers
