#include "matchers/Conditional.h"
#include "matchers/FunctionLowering.h"

/// Initialisation of objects, straight into place.
namespace overlap::matchers {

using namespace facts;

namespace {

/// Longer lists are one write of the whole.
constexpr unsigned kMaxElements = 64;

bool isZero(const clang::Expr *expr) {
  expr = expr->IgnoreParenImpCasts();
  if (llvm::isa<clang::ImplicitValueInitExpr>(expr))
    return true;
  auto *literal = llvm::dyn_cast<clang::IntegerLiteral>(expr);
  return literal && literal->getValue() == 0;
}

} // namespace

void FunctionLowering::zero(Id path, clang::QualType type, clang::SourceRange at) {
  emitWrite(path, zeroValue(type), WriteHow::Init, at);
}

void FunctionLowering::copyWhole(Id to, Id from, clang::QualType type, WriteHow how, clang::SourceRange at) {
  Id value = emitRead(from, type, at);
  emitWrite(to, value, how, at);
}

void FunctionLowering::initialise(Id path, clang::QualType type, const clang::Expr *init) {
  if (type->isReferenceType()) {
    emitWrite(path, build.address(lvalue(init), pointerTo(type)), WriteHow::Init, init->getSourceRange());
    return;
  }
  if (isAggregate(type)) {
    initialiseAggregate(path, init);
    return;
  }
  Id value = rvalue(init);
  if (value)
    emitWrite(path, value, WriteHow::Init, init->getSourceRange());
}

void FunctionLowering::initialiseAggregate(Id path, const clang::Expr *init) {
  using S = clang::Stmt;
  clang::QualType type = init->getType();
  clang::SourceRange at = init->getSourceRange();
  if (llvm::isa<clang::StringLiteral, clang::PredefinedExpr>(init->IgnoreParens()))
    return emitWrite(path, build.path(lvalue(init)).id, WriteHow::Init, at);
  if (init->isGLValue()) // another object
    return copyWhole(path, lvalue(init), type, WriteHow::Init, at);
  switch (init->getStmtClass()) {
  case S::ParenExprClass:
    return initialiseAggregate(path, llvm::cast<clang::ParenExpr>(init)->getSubExpr());
  case S::ExprWithCleanupsClass: {
    Cleanup *outer = cleanups;
    initialiseAggregate(path, llvm::cast<clang::ExprWithCleanups>(init)->getSubExpr());
    return popCleanups(outer);
  }
  case S::ConstantExprClass:
    return initialiseAggregate(path, llvm::cast<clang::ConstantExpr>(init)->getSubExpr());
  case S::CXXBindTemporaryExprClass:
    return initialiseAggregate(path, llvm::cast<clang::CXXBindTemporaryExpr>(init)->getSubExpr());
  case S::CXXDefaultArgExprClass:
    return initialiseAggregate(path, llvm::cast<clang::CXXDefaultArgExpr>(init)->getExpr());
  case S::CXXDefaultInitExprClass:
    return initialiseAggregate(path, llvm::cast<clang::CXXDefaultInitExpr>(init)->getExpr());
  case S::SubstNonTypeTemplateParmExprClass:
    return initialiseAggregate(path, llvm::cast<clang::SubstNonTypeTemplateParmExpr>(init)->getReplacement());
  case S::GenericSelectionExprClass:
    return initialiseAggregate(path, llvm::cast<clang::GenericSelectionExpr>(init)->getResultExpr());
  case S::ChooseExprClass:
    return initialiseAggregate(path, llvm::cast<clang::ChooseExpr>(init)->getChosenSubExpr());
  case S::CXXRewrittenBinaryOperatorClass:
    return initialiseAggregate(path, llvm::cast<clang::CXXRewrittenBinaryOperator>(init)->getSemanticForm());
  case S::CXXConstructExprClass:
  case S::CXXTemporaryObjectExprClass:
    return construct(path, llvm::cast<clang::CXXConstructExpr>(init));
  case S::CXXInheritedCtorInitExprClass:
    return inheritedConstruct(path, llvm::cast<clang::CXXInheritedCtorInitExpr>(init));
  case S::InitListExprClass:
    return initList(path, llvm::cast<clang::InitListExpr>(init));
  case S::CXXParenListInitExprClass: {
    auto *list = llvm::cast<clang::CXXParenListInitExpr>(init);
    return initElements(path, type, const_cast<clang::CXXParenListInitExpr *>(list)->getInitExprs(),
                        list->getArrayFiller(), init, list->getInitializedFieldInUnion());
  }
  case S::CXXStdInitializerListExprClass:
    return initializerList(path, llvm::cast<clang::CXXStdInitializerListExpr>(init));
  case S::ArrayInitLoopExprClass:
    return arrayInitLoop(path, llvm::cast<clang::ArrayInitLoopExpr>(init));
  case S::ImplicitValueInitExprClass:
  case S::CXXScalarValueInitExprClass:
    return zero(path, type, at);
  case S::NoInitExprClass:
    return;
  case S::DesignatedInitUpdateExprClass: {
    auto *update = llvm::cast<clang::DesignatedInitUpdateExpr>(init);
    initialiseAggregate(path, update->getBase());
    return initialiseAggregate(path, update->getUpdater());
  }
  case S::LambdaExprClass:
    return lambda(path, llvm::cast<clang::LambdaExpr>(init));
  case S::CallExprClass:
  case S::CXXMemberCallExprClass:
  case S::CXXOperatorCallExprClass:
  case S::UserDefinedLiteralClass:
    call(llvm::cast<clang::CallExpr>(init), path);
    return;
  case S::StmtExprClass:
    statementExpression(llvm::cast<clang::StmtExpr>(init), path);
    return;
  case S::CoawaitExprClass:
  case S::CoyieldExprClass:
    suspension(llvm::cast<clang::CoroutineSuspendExpr>(init), path);
    return;
  case S::ConditionalOperatorClass:
  case S::BinaryConditionalOperatorClass:
    conditional(llvm::cast<clang::AbstractConditionalOperator>(init), typeId(type),
                [&](const clang::Expr *arm) {
                  if (arm->getType()->isVoidType())
                    discard(arm);
                  else
                    initialiseAggregate(path, arm);
                  return Id{0};
                });
    return;
  case S::BinaryOperatorClass: {
    auto *op = llvm::cast<clang::BinaryOperator>(init);
    if (op->getOpcode() == clang::BO_Comma) {
      discard(op->getLHS());
      return initialiseAggregate(path, op->getRHS());
    }
    if (op->getOpcode() == clang::BO_Assign)
      return copyWhole(path, assignment(op).first, type, WriteHow::Init, at);
    if (op->getOpcode() == clang::BO_Cmp && !isAggregate(op->getLHS()->getType())) {
      Id left = rvalue(op->getLHS());
      Id value = build.binary(BinOp::Cmp3, left, rvalue(op->getRHS()), typeId(type));
      return emitWrite(path, value, WriteHow::Init, at);
    }
    break;
  }
  case S::OpaqueValueExprClass: {
    auto *opaque = llvm::cast<clang::OpaqueValueExpr>(init);
    if (auto it = opaquePaths.find(opaque); it != opaquePaths.end())
      return copyWhole(path, it->second, type, WriteHow::Init, at);
    if (opaque->getSourceExpr())
      return initialiseAggregate(path, opaque->getSourceExpr());
    break;
  }
  case S::VAArgExprClass:
    objectPath(llvm::cast<clang::VAArgExpr>(init)->getSubExpr());
    unknownEvent(UnknownReason::VaArg, at);
    return emitWrite(path, build.unknown(UnknownReason::VaArg, typeId(type)), WriteHow::Init, at);
  case S::CXXThrowExprClass:
    return throwExpression(llvm::cast<clang::CXXThrowExpr>(init));
  default:
    break;
  }
  if (auto *cast = llvm::dyn_cast<clang::CastExpr>(init)) {
    const clang::Expr *operand = cast->getSubExpr();
    switch (cast->getCastKind()) {
    case clang::CK_LValueToRValue:
    case clang::CK_LValueToRValueBitCast:
      return copyWhole(path, objectPath(operand), type, WriteHow::Init, at);
    case clang::CK_ToUnion: {
      Id value = isAggregate(operand->getType()) ? 0 : rvalue(operand);
      if (value)
        return emitWrite(build.any(path, typeId(operand->getType())), value, WriteHow::Init, at);
      return copyWhole(path, objectPath(operand), operand->getType(), WriteHow::Init, at);
    }
    case clang::CK_NoOp:
    case clang::CK_ConstructorConversion:
    case clang::CK_UserDefinedConversion:
    case clang::CK_AtomicToNonAtomic:
    case clang::CK_NonAtomicToAtomic:
      return initialiseAggregate(path, operand);
    default:
      break;
    }
  }
  emitWrite(path, unsupported(init), WriteHow::Init, at);
}

void FunctionLowering::initList(Id path, const clang::InitListExpr *list) {
  if (!list->isSemanticForm() && list->getSemanticForm())
    list = list->getSemanticForm();
  if (list->isTransparent())
    return initialise(path, list->getType(), list->getInit(0));
  initElements(path, list->getType(), const_cast<clang::InitListExpr *>(list)->inits(),
               list->getArrayFiller(), list, list->getInitializedFieldInUnion());
}

void FunctionLowering::initElements(Id path, clang::QualType type, llvm::ArrayRef<clang::Expr *> inits,
                                    const clang::Expr *filler, const clang::Expr *whole,
                                    const clang::FieldDecl *unionField) {
  if (type->isArrayType())
    return initArray(path, type, inits, filler, whole);
  const clang::RecordDecl *record = type->getAsRecordDecl();
  if (!record || !record->isUnion())
    return record ? initRecord(path, record, inits, whole) : void(unsupported(whole));
  if (!unionField || inits.empty())
    return zero(path, type, whole->getSourceRange());
  Id member = partOf(path, unionField);
  initialise(member, unionField->getType(), inits[0]);
}

void FunctionLowering::initArray(Id path, clang::QualType type, llvm::ArrayRef<clang::Expr *> inits,
                                 const clang::Expr *filler, const clang::Expr *whole) {
  clang::SourceRange at = whole->getSourceRange();
  clang::QualType element = ctx.getAsArrayType(type)->getElementType();
  if (inits.size() == 1 && llvm::isa<clang::StringLiteral>(inits[0]->IgnoreParens()))
    return initialiseAggregate(path, inits[0]);
  auto *constant = ctx.getAsConstantArrayType(type);
  bool hasRest = filler && (!constant || constant->getZExtSize() > inits.size());
  bool allZero = llvm::all_of(inits, isZero);
  if (allZero && (!filler || isZero(filler)))
    return zero(path, type, at);
  if (hasRest) {
    if (isAggregate(element) && !llvm::isa<clang::ImplicitValueInitExpr>(filler))
      initialise(build.any(path, typeId(element)), element, filler); // one constructor for all of the rest
    else
      zero(path, type, at);
  }
  bool isTable = inits.size() > kMaxElements && whole->isConstantInitializer(ctx, false);
  if (isTable || (inits.size() > kMaxElements && !isAggregate(element))) {
    for (const clang::Expr *init : inits)
      if (!isTable)
        rvalue(init);
    return emitWrite(path, build.unknown(UnknownReason::Limit, typeId(type)), WriteHow::Init, at);
  }
  for (std::size_t i = 0; i < inits.size(); ++i)
    initialise(elementOf(path, i, element), element, inits[i]);
}

void FunctionLowering::initRecord(Id path, const clang::RecordDecl *record,
                                  llvm::ArrayRef<clang::Expr *> inits, const clang::Expr *whole) {
  std::size_t next = 0;
  if (auto *cxx = llvm::dyn_cast<clang::CXXRecordDecl>(record))
    for (const clang::CXXBaseSpecifier &base : cxx->bases())
      if (next < inits.size()) {
        Id part =
            build.base(path, tables.record(base.getType()->getAsCXXRecordDecl()), typeId(base.getType()));
        initialise(part, base.getType(), inits[next++]);
      }
  for (const clang::FieldDecl *field : record->fields()) {
    if (field->isUnnamedBitField())
      continue;
    Id part = partOf(path, field);
    if (next < inits.size())
      initialise(part, field->getType(), inits[next++]);
    else if (!field->getType()->isIncompleteArrayType())
      zero(part, field->getType(), whole->getSourceRange());
  }
}

/// A std::initializer_list is a pointer to its array and a length (or an end).
void FunctionLowering::initializerList(Id path, const clang::CXXStdInitializerListExpr *expr) {
  const clang::Expr *array = expr->getSubExpr();
  Id arrayPath = objectPath(array);
  clang::SourceRange at = expr->getSourceRange();
  auto *type = ctx.getAsConstantArrayType(array->getType());
  const clang::RecordDecl *record = expr->getType()->getAsRecordDecl();
  if (!type || !record)
    return emitWrite(path, unsupported(expr), WriteHow::Init, at);
  Id indexType = typeId(ctx.getPointerDiffType());
  auto pointer = [&](std::int64_t index) {
    return build.address(
        build.index(arrayPath, build.integer(index, indexType), typeId(type->getElementType())),
        pointerTo(type->getElementType()));
  };
  bool isFirst = true;
  for (const clang::FieldDecl *field : record->fields()) {
    auto size = static_cast<std::int64_t>(type->getZExtSize());
    Id value = isFirst                             ? pointer(0)
               : field->getType()->isPointerType() ? pointer(size)
                                                   : build.integer(size, typeId(field->getType()));
    emitWrite(partOf(path, field), value, WriteHow::Init, at);
    isFirst = false;
  }
}

/// The copy of an array, element by element: stands for all of them at once where nothing is called.
void FunctionLowering::arrayInitLoop(Id path, const clang::ArrayInitLoopExpr *expr) {
  const clang::OpaqueValueExpr *common = expr->getCommonExpr();
  Id from = objectPath(common->getSourceExpr());
  const clang::Expr *element = expr->getSubExpr();
  clang::QualType elementType = ctx.getBaseElementType(expr->getType());
  if (elementType.isTriviallyCopyableType(ctx)) {
    copyWhole(path, from, expr->getType(), WriteHow::Init, expr->getSourceRange());
    return;
  }
  opaquePaths[common] = from;
  Id index = build.unknown(UnknownReason::None, typeId(ctx.getSizeType()));
  arrayInitIndex.emplace_back(index, expr->getType());
  initialise(build.any(path, typeId(element->getType())), element->getType(), element);
  arrayInitIndex.pop_back();
}

} // namespace overlap::matchers
