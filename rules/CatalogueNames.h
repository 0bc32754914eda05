#pragma once

#include <string>
#include <string_view>
#include <vector>

/// How names and headers of declarations relate to those that catalogue entries use.
namespace overlap::rules {

/// The C function that `name` may stand for, without `std::` or the compiler's decoration: `std::fopen`,
/// `__builtin_memcpy`,
/// `__memcpy_chk`, `__isoc99_scanf` and `pread64` give fopen, memcpy, memcpy, scanf and pread. Empty where
/// there is none, or where `name` is that name already.
std::string cNameOf(std::string_view name);

/// `std::ranges::__sort_fn::operator()` gives std::ranges::sort; empty for other names.
std::string rangesNameOf(std::string_view name);

/// `Class::member` with the class replaced; constructors and destructors are renamed with it.
std::string renameClass(std::string_view name, std::string_view from, std::string_view to);

/// The part of a qualified name before its last `::`, empty if it has none. Understands `operator` names.
std::string_view scopeOf(std::string_view name);

/// Whether `text` is described by `pattern`, in which each `*` stands for any text.
bool globMatches(std::string_view pattern, std::string_view text);

/// Whether `header`, as included or a path, is one that `pattern` describes: equal, or one is the tail of the
/// other at a `/`; `dir/` is any header below a directory of that name; `*` stands for any text.
bool headerMatches(std::string_view pattern, std::string_view header);

} // namespace overlap::rules
