#include "rules/effects/CallModel.h"

#include <algorithm>
#include <array>
#include <filesystem>

/// The part of the call model that finds what names and numbers stand for resources: literal texts, and the
/// descriptors of the standard streams.
namespace overlap::rules {

using namespace facts;

namespace {

/// One spelling of a file's name: "./a", "a//b" and "a/../b" are as good as "a", "a/b" and "b". Symbolic
/// links are not looked at.
std::string normalised(const std::string &name) {
  std::string path = std::filesystem::path(name).lexically_normal().generic_string();
  if (path.size() > 1 && path.ends_with('/'))
    path.pop_back();
  return path;
}

/// By their descriptors.
constexpr std::array<const char *, 3> streams{"stdin", "stdout", "stderr"};

} // namespace

/// The literal that a value is, or that a string was made from which stays as it is.
std::optional<std::string> CallModel::textOf(Id bodyId, Id id) const {
  const Body &body = engine.body(bodyId);
  while (body.values[id].kind == ValueKind::Cast && body.values[id].a)
    id = body.values[id].a;
  const Value &value = body.values[id];
  if (value.kind == ValueKind::Str)
    return engine.program.str(static_cast<Id>(value.imm));
  Id path = value.kind == ValueKind::Addr ? value.a : 0;
  if (value.kind == ValueKind::Call) { // name.c_str()
    const CallSite site = engine.site(bodyId, value.a);
    if (site.api && site.call->args.empty() && (site.function->attrs & AttrConstMethod))
      path = site.call->receiver;
  }
  if (path == 0 || body.paths[path].root != RootKind::Var || !body.paths[path].steps.empty())
    return std::nullopt;
  return textIn(bodyId, body.paths[path].id);
}

std::optional<std::string> CallModel::textIn(Id bodyId, Id id) const {
  const Body &body = engine.body(bodyId);
  const Var &var = body.vars[id];
  const BodyIndex &index = engine.state(bodyId).index;
  const Id record = engine.recordOf(var.type);
  if (!record || !engine.program.tables.records[record].inSystemHeader || var.capturedByReference ||
      engine.type(var.type).kind != TypeKind::Record || index.addressUses(id).elsewhere)
    return std::nullopt;
  // Handed on only to be read.
  for (const auto &[event, arg] : index.addressUses(id).arguments) {
    const Type &type = engine.type(body.calls[body.events[event].call].args[arg].type);
    if (type.kind != TypeKind::Record &&
        !(type.kind == TypeKind::LValueRef && engine.type(type.element).isConst))
      return std::nullopt;
  }
  std::optional<std::string> text;
  for (Id definition : index.definitions(id)) {
    const CallSite site =
        body.events[definition].kind == EventKind::Call ? engine.site(bodyId, definition) : CallSite();
    if (!site.function)
      return std::nullopt;
    if (site.call->syntax == CallSyntax::Destroy || (site.function->attrs & AttrConstMethod))
      continue;
    if (text || site.call->syntax != CallSyntax::Construct || site.call->args.empty())
      return std::nullopt;
    const auto given = [](const Arg &arg) { return !arg.isDefault; };
    const Type &first = engine.type(site.call->args.front().type);
    if (std::ranges::count_if(site.call->args, given) != 1 || first.kind == TypeKind::Record)
      return std::nullopt;
    if (!(text = textOf(bodyId, site.call->args.front().value)))
      return std::nullopt;
  }
  return text;
}

/// Gives the use of a resource a key, if the value that designates it is known.
void CallModel::nameByValue(Id bodyId, Id id, ResourceAccess &use) const {
  const Body &body = engine.body(bodyId);
  if (use.byName) {
    if (const std::optional<std::string> text = textOf(bodyId, id)) {
      use.key = "path:" + normalised(*text);
      use.hasHandle = false;
      for (const char *stream : streams)
        if (use.key == std::string("path:/dev/") + stream)
          nameStream(stream, use);
    }
    return;
  }
  std::int64_t number = 0;
  if (engine.type(body.values[id].type).kind != TypeKind::Int || !isConstant(body, id, number) ||
      number < 0 || number >= static_cast<std::int64_t>(streams.size()))
    return;
  nameStream(streams[static_cast<std::size_t>(number)], use);
}

void CallModel::nameStream(const char *stream, ResourceAccess &use) const {
  if (const GlobalObject *global = engine.catalogue.globalObject(stream)) {
    use.key = global->resource;
    use.logging |= global->logging;
    use.hasHandle = false;
  }
}

} // namespace overlap::rules
