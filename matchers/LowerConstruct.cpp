#include "matchers/FunctionLowering.h"

/// Constructor and destructor calls, temporaries, closures.
namespace overlap::matchers {

using namespace facts;

void FunctionLowering::construct(Id path, const clang::CXXConstructExpr *expr, CallSyntax syntax) {
  const clang::CXXConstructorDecl *ctor = expr->getConstructor();
  clang::QualType type = expr->getType();
  clang::SourceRange at = expr->getSourceRange();
  if (expr->isElidable() && expr->getNumArgs() >= 1) { // before C++17
    const clang::Expr *source = expr->getArg(0)->IgnoreImplicit();
    if (source->isPRValue() && ctx.hasSameUnqualifiedType(source->getType(), type))
      return initialiseAggregate(path, source);
  }
  if (expr->requiresZeroInitialization())
    zero(path, type, at);
  bool isArray = type->isArrayType();
  if (ctor->isTrivial()) {
    if (ctor->isCopyOrMoveConstructor() && expr->getNumArgs() >= 1)
      copyWhole(path, objectPath(expr->getArg(0)), type, WriteHow::Init, at);
    return; // a trivial default constructor does nothing
  }
  Call call = makeCall(TargetKind::Direct, syntax);
  call.function = tables.function(ctor);
  call.type = typeId(ctx.VoidTy);
  call.receiver = isArray ? build.any(path, typeId(ctx.getBaseElementType(type))) : path;
  call.receiverType = typeId(ctx.getBaseElementType(type));
  auto *prototype = ctor->getType()->getAs<clang::FunctionProtoType>();
  call.noThrow = cannotThrow(ctor, prototype);
  call.resultUsed = true;
  std::vector<const clang::Expr *> args(expr->arg_begin(), expr->arg_end());
  arguments(call, args, ctor, prototype);
  emitCall(std::move(call), at);
}

/// `using Base::Base`: the arguments are those of the inheriting constructor.
void FunctionLowering::inheritedConstruct(Id path, const clang::CXXInheritedCtorInitExpr *expr) {
  const clang::CXXConstructorDecl *ctor = expr->getConstructor();
  Call call = makeCall(TargetKind::Direct, CallSyntax::Construct);
  call.function = tables.function(ctor);
  call.type = typeId(ctx.VoidTy);
  call.receiver = path;
  call.receiverType = typeId(expr->getType());
  call.noThrow = cannotThrow(ctor, ctor->getType()->getAs<clang::FunctionProtoType>());
  forwardParameters(call, expr->getSourceRange());
  emitCall(std::move(call), expr->getSourceRange());
}

void FunctionLowering::forwardParameters(Call &call, clang::SourceRange at) {
  for (const clang::ParmVarDecl *param : function->parameters()) {
    clang::QualType type = param->getType();
    Id path = variablePath(param, at);
    bool byAddress = type->isReferenceType() || isAggregate(type);
    call.args.push_back({.value = byAddress ? build.address(path, pointerTo(type)) : emitRead(path, type, at),
                         .type = typeId(type)});
  }
}

/// A member, spelled as a member access would be where the source has none.
Id FunctionLowering::partOf(Id object, const clang::FieldDecl *field) {
  Id path =
      build.field(object, tables.record(field->getParent()), tables.field(field), typeId(field->getType()));
  if (!body.paths[path].spelling && body.paths[object].spelling) {
    std::string name = field->getName().str();
    if (object != thisObject)
      name = tables.tables().str(body.paths[object].spelling) + "." + name;
    body.paths[path].spelling = tables.string(name);
  }
  return path;
}

Id FunctionLowering::elementOf(Id array, std::size_t index, clang::QualType type) {
  Id number = build.integer(static_cast<std::int64_t>(index), typeId(ctx.getPointerDiffType()));
  Id path = build.index(array, number, typeId(type));
  if (!body.paths[path].spelling && body.paths[array].spelling)
    body.paths[path].spelling =
        tables.string(tables.tables().str(body.paths[array].spelling) + "[" + std::to_string(index) + "]");
  return path;
}

void FunctionLowering::destroy(Id path, clang::QualType type, clang::SourceRange at, bool isVirtual) {
  clang::QualType object = ctx.getBaseElementType(type);
  const clang::CXXRecordDecl *record = object->getAsCXXRecordDecl();
  const clang::CXXDestructorDecl *dtor =
      record && record->hasDefinition() ? record->getDestructor() : nullptr;
  if (!dtor || dtor->isTrivial())
    return;
  Call call = makeCall(isVirtual ? TargetKind::Virtual : TargetKind::Direct, CallSyntax::Destroy);
  call.function = tables.function(dtor);
  call.receiver = type->isArrayType() ? build.any(path, typeId(object)) : path;
  call.receiverType = typeId(object);
  call.type = typeId(ctx.VoidTy);
  call.resultUsed = false;
  call.noThrow = cannotThrow(dtor, dtor->getType()->getAs<clang::FunctionProtoType>());
  emitCall(std::move(call), at);
  if (dtor->isNoReturn())
    finishBlock(TermKind::Unreachable, {});
}

Id FunctionLowering::materialise(const clang::Expr *prvalue) {
  clang::QualType type = prvalue->getType();
  if (prvalue->isGLValue())
    return lvalue(prvalue);
  // A value that is already an object's keeps it: `s` in `f(s)` in C is read by the copy that it is passed
  // as.
  Id path = newTemp(type, prvalue->getSourceRange());
  initialise(path, type, prvalue);
  pushDestructor(path, type, prvalue->getSourceRange());
  return path;
}

Id FunctionLowering::materialiseExtended(const clang::MaterializeTemporaryExpr *expr) {
  const clang::Expr *inner = expr->getSubExpr();
  if (inner->isGLValue())
    return lvalue(inner);
  if (!expr->getExtendingDecl())
    return materialise(inner);
  clang::QualType type = inner->getType();
  Id path = newTemp(type, expr->getSourceRange());
  initialise(path, type, inner);
  if (type.isDestructedType() == clang::QualType::DK_cxx_destructor &&
      expr->getStorageDuration() == clang::SD_Automatic)
    extended.push_back({.kind = Cleanup::Kind::Destroy, .path = path, .type = type, .at = expr->getEndLoc()});
  return path;
}

void FunctionLowering::lambda(Id path, const clang::LambdaExpr *expr) {
  const clang::CXXRecordDecl *closure = expr->getLambdaClass();
  auto field = closure->field_begin();
  auto capture = expr->capture_begin();
  for (const clang::Expr *init : expr->capture_inits()) {
    if (field == closure->field_end() || capture == expr->capture_end())
      break;
    clang::QualType type = field->getType();
    Id part = partOf(path, *field);
    if (init) {
      initialise(part, type, init);
      if (capture->capturesVariable() && type->isReferenceType())
        if (auto *var = llvm::dyn_cast<clang::VarDecl>(capture->getCapturedVar()))
          if (auto it = vars.find(var); it != vars.end())
            body.vars[it->second].capturedByReference = true;
    } else { // the bound of a variable array
      emitWrite(part, build.unknown(UnknownReason::None, typeId(type)), WriteHow::Init,
                expr->getSourceRange());
    }
    ++field;
    ++capture;
  }
}

} // namespace overlap::matchers
