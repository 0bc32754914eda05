#include "matchers/TypeTable.h"

#include "matchers/Names.h"
#include "matchers/TableBuilder.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>

namespace overlap::matchers {
using facts::TypeKind;

facts::Id TypeTable::type(clang::QualType type) {
  if (type.isNull())
    return 0;
  clang::QualType canonical = type.getCanonicalType();
  if (auto found = known.find(canonical); found != known.end())
    return found->second;
  facts::Type made = make(canonical);
  // Two records may have one spelling (local classes), but then they are two records.
  auto [same, isNew] = byContent.try_emplace(made, builder.out.types.size());
  if (isNew)
    builder.out.types.push_back(made);
  return known[canonical] = same->second;
}

facts::Type TypeTable::make(clang::QualType canonical) {
  facts::Type out;
  // An array's qualifiers are those of its elements.
  clang::Qualifiers qualifiers = builder.ctx.getBaseElementType(canonical).getQualifiers();
  out.isConst = qualifiers.hasConst();
  out.isVolatile = qualifiers.hasVolatile();
  out.isRestrict = qualifiers.hasRestrict();
  out.spelling = builder.string(names.type(canonical));
  const clang::Type *plain = canonical.getTypePtr();
  bool isSized = !plain->isDependentType() && !plain->isIncompleteType() && !plain->isFunctionType() &&
                 !plain->isVariableArrayType() && !plain->isReferenceType() && !plain->isUndeducedType() &&
                 !plain->isPlaceholderType();
  if (const auto *tag = plain->getAsTagDecl(); tag && tag->isInvalidDecl())
    isSized = false;
  if (isSized)
    out.width = static_cast<std::uint32_t>(builder.ctx.getTypeSize(plain));
  if (!plain->isDependentType())
    setShape(out, canonical);
  return out;
}

void TypeTable::setShape(facts::Type &out, clang::QualType canonical) {
  const clang::Type *type = canonical.getTypePtr();
  if (const auto *builtin = llvm::dyn_cast<clang::BuiltinType>(type)) {
    setBuiltin(out, builtin);
  } else if (const auto *pointer = llvm::dyn_cast<clang::PointerType>(type)) {
    out.kind = TypeKind::Pointer;
    out.element = this->type(pointer->getPointeeType());
  } else if (const auto *block = llvm::dyn_cast<clang::BlockPointerType>(type)) {
    out.kind = TypeKind::Pointer;
    out.element = this->type(block->getPointeeType());
  } else if (const auto *reference = llvm::dyn_cast<clang::ReferenceType>(type)) {
    out.kind = llvm::isa<clang::LValueReferenceType>(reference) ? TypeKind::LValueRef : TypeKind::RValueRef;
    out.element = this->type(reference->getPointeeType());
  } else if (const auto *tag = llvm::dyn_cast<clang::RecordType>(type)) {
    out.kind = TypeKind::Record;
    out.record = builder.record(tag->getDecl());
  } else if (const auto *enumeration = llvm::dyn_cast<clang::EnumType>(type)) {
    out.kind = TypeKind::Enum;
    out.element = this->type(enumeration->getDecl()->getIntegerType());
    out.isSigned = type->isSignedIntegerOrEnumerationType();
  } else if (const auto *array = llvm::dyn_cast<clang::ArrayType>(type)) {
    out.kind = TypeKind::Array;
    out.element = this->type(builder.ctx.getAsArrayType(canonical)->getElementType());
    if (const auto *constant = llvm::dyn_cast<clang::ConstantArrayType>(array))
      out.extent = constant->getZExtSize();
  } else if (const auto *function = llvm::dyn_cast<clang::FunctionType>(type)) {
    out.kind = TypeKind::Function;
    out.element = this->type(function->getReturnType());
  } else if (const auto *atomic = llvm::dyn_cast<clang::AtomicType>(type)) {
    out.kind = TypeKind::Atomic;
    out.element = this->type(atomic->getValueType());
  } else if (const auto *vector = llvm::dyn_cast<clang::VectorType>(type)) {
    out.kind = TypeKind::Vector;
    out.element = this->type(vector->getElementType());
    out.extent = vector->getNumElements();
  } else if (const auto *complex = llvm::dyn_cast<clang::ComplexType>(type)) {
    out.kind = TypeKind::Complex;
    out.element = this->type(complex->getElementType());
  } else if (const auto *member = llvm::dyn_cast<clang::MemberPointerType>(type)) {
    out.kind = TypeKind::MemberPointer;
    out.element = this->type(member->getPointeeType());
  } else if (const auto *bits = llvm::dyn_cast<clang::BitIntType>(type)) {
    out.kind = TypeKind::Int;
    out.isSigned = bits->isSigned();
    out.width = bits->getNumBits();
  }
}

void TypeTable::setBuiltin(facts::Type &out, const clang::BuiltinType *type) {
  if (type->getKind() == clang::BuiltinType::Void) {
    out.kind = TypeKind::Void;
  } else if (type->getKind() == clang::BuiltinType::Bool) {
    out.kind = TypeKind::Bool;
  } else if (type->getKind() == clang::BuiltinType::NullPtr) {
    out.kind = TypeKind::NullPtr;
  } else if (type->isInteger()) {
    out.kind = TypeKind::Int;
    out.isSigned = type->isSignedInteger();
  } else if (type->isFloatingPoint()) {
    out.kind = TypeKind::Float;
  }
}

} // namespace overlap::matchers
