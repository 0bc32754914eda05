#include "tool/CommandCleaning.h"

#include "tool/CompilerName.h"

#include <clang/Driver/Types.h>
#include <clang/Options/Options.h>
#include <clang/Tooling/CompilationDatabase.h>
#include <clang/Tooling/Tooling.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Option/ArgList.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace overlap::tool {
namespace {

namespace options = clang::options;
using llvm::StringRef;

/// GCC's flags with a value of their own, which clang would take for an input file.
constexpr auto kGccFlagsWithValue =
    std::to_array<StringRef>({"-aux-info", "-auxbase", "-auxbase-strip", "-dumpbase", "-dumpbase-ext",
                              "-dumpdir", "-imultiarch", "-imultilib", "-iplugindir"});

/// What GCC takes with a warning at most and clang refuses. Given only where the command's compiler is not
/// clang.
constexpr auto kLenientFlags = std::to_array<StringRef>(
    {"-Wno-error=implicit-function-declaration", "-Wno-error=implicit-int", "-Wno-error=int-conversion",
     "-Wno-error=incompatible-pointer-types", "-Wno-error=incompatible-function-pointer-types",
     "-Wno-error=return-mismatch", "-Wno-error=reserved-user-defined-literal", "-Wno-error=c++11-narrowing",
     "-Wno-error=enum-constexpr-conversion", "-Wno-error=invalid-constexpr"});

/// What one -Xclang value, or pair of them, asks for.
enum class CC1Use { Keep, Drop, DropWithValue, Include, EmitsHeader, OpenMP };

CC1Use cc1Use(StringRef value) {
  return llvm::StringSwitch<CC1Use>(value)
      .Cases({"-include-pch", "-load", "-plugin", "-add-plugin"}, CC1Use::DropWithValue)
      .Case("-include", CC1Use::Include)
      .Case("-emit-pch", CC1Use::EmitsHeader)
      .Case("-fno-pch-timestamp", CC1Use::Drop)
      .Case("-fopenmp", CC1Use::OpenMP)
      .StartsWith("-plugin-arg-", CC1Use::DropWithValue)
      .StartsWith("-building-pch-with-obj", CC1Use::Drop)
      .Default(CC1Use::Keep);
}

class Cleaner {
public:
  Cleaner(CleanCommand &out, llvm::vfs::FileSystem &fs) : out(out), fs(fs) {}

  void clean(const std::vector<std::string> &command, const CommandAdjustments &adjustments) {
    out.args.push_back(command[0]);
    llvm::append_range(out.args, adjustments.extraArgsBefore);
    addFlags(command);
    if (out.skip.empty())
      checkLanguage(command[0]);
    if (out.openmp)
      out.args.push_back("-D_OPENMP=201511");
    if (!StringRef(compilerStem(command[0])).contains("clang"))
      for (StringRef flag : kLenientFlags)
        out.args.push_back(flag.str());
    llvm::append_range(out.args, adjustments.extraArgs);
    out.args.push_back("-w");
    clang::tooling::addTargetAndModeForProgramName(out.args, command[0]);
    out.args.push_back("--");
    out.args.push_back(out.file);
  }

private:
  CleanCommand &out;
  llvm::vfs::FileSystem &fs;
  StringRef language;         ///< value of the last -x
  std::vector<StringRef> cc1; ///< values of a run of -Xclang

  void addFlags(const std::vector<std::string> &command) {
    std::vector<const char *> raw;
    for (std::size_t i = 1; i < command.size(); ++i) {
      bool isPair = llvm::is_contained(kGccFlagsWithValue, command[i]);
      if (isPair)
        out.dropped.push_back(command[i++]);
      else
        raw.push_back(command[i].c_str());
    }
    bool msvc = StringRef(compilerStem(command[0])).ends_with("cl");
    unsigned missingIndex = 0, missingCount = 0;
    llvm::opt::InputArgList parsed = clang::getDriverOptTable().ParseArgs(
        raw, missingIndex, missingCount,
        llvm::opt::Visibility(msvc ? options::CLOption : options::ClangOption));
    for (llvm::opt::Arg *arg : parsed) {
      if (arg->getOption().matches(options::OPT_Xclang)) {
        cc1.push_back(arg->getValue());
        continue;
      }
      addCC1();
      add(*arg, parsed);
    }
    addCC1();
  }

  void add(const llvm::opt::Arg &arg, const llvm::opt::ArgList &all) {
    const llvm::opt::Option &option = arg.getOption();
    switch (option.getID()) {
    case options::OPT_UNKNOWN:
      out.dropped.push_back(arg.getAsString(all));
      return;
    case options::OPT_INPUT: // the file is named by the entry; others are objects or other units
    case options::OPT__DASH_DASH:
    case options::OPT_o:
    case options::OPT_c:
    case options::OPT_S:
    case options::OPT_E:
    case options::OPT_emit_llvm:
    case options::OPT_fsyntax_only:
    case options::OPT_v:
    case options::OPT__HASH_HASH_HASH:
    case options::OPT_H:
    case options::OPT_ftime_report:
    case options::OPT_ftime_trace:
    case options::OPT_save_temps:
    case options::OPT_save_temps_EQ:
    case options::OPT__serialize_diags:
    case options::OPT_fplugin_EQ:
    case options::OPT_fpass_plugin_EQ:
    case options::OPT_include_pch:
    case options::OPT_resource_dir: // another compiler's builtin headers are not ours
    case options::OPT_resource_dir_EQ:
    case options::OPT_w:
      return;
    case options::OPT_x:
      language = arg.getValue();
      break;
    case options::OPT_include:
      if (!exists(arg.getValue()))
        return;
      break;
    case options::OPT_Wp_COMMA:
      addPreprocessorFlags(arg);
      return;
    case options::OPT_Xpreprocessor:
      if (StringRef(arg.getValue()).starts_with("-fopenmp"))
        out.openmp = true;
      else
        break;
      return;
    default:
      break;
    }
    StringRef name = option.getName();
    if (name.starts_with("fopenmp") || name.starts_with("fno-openmp")) {
      out.openmp =
          out.openmp || option.matches(options::OPT_fopenmp) || option.matches(options::OPT_fopenmp_EQ);
      return;
    }
    if (option.matches(options::OPT_M_Group) || option.matches(options::OPT_pedantic_Group) ||
        (option.matches(options::OPT_W_Group) && !isLeniency(arg, all)))
      return;
    llvm::opt::ArgStringList rendered;
    arg.render(all, rendered);
    out.args.insert(out.args.end(), rendered.begin(), rendered.end());
  }

  /// Warnings are off anyhow; what makes an error of clang's a warning has to stay.
  static bool isLeniency(const llvm::opt::Arg &arg, const llvm::opt::ArgList &all) {
    return StringRef(arg.getAsString(all)).starts_with("-Wno-");
  }

  void addCC1() {
    for (std::size_t i = 0; i < cc1.size(); ++i) {
      StringRef next = i + 1 < cc1.size() ? cc1[i + 1] : StringRef();
      switch (cc1Use(cc1[i])) {
      case CC1Use::Keep:
        out.args.insert(out.args.end(), {"-Xclang", cc1[i].str()});
        break;
      case CC1Use::Drop:
        break;
      case CC1Use::DropWithValue:
        ++i;
        break;
      case CC1Use::Include:
        if (exists(next))
          out.args.insert(out.args.end(), {"-include", next.str()});
        ++i;
        break;
      case CC1Use::EmitsHeader:
        out.skip = "makes a precompiled header";
        break;
      case CC1Use::OpenMP:
        out.openmp = true;
        break;
      }
    }
    cc1.clear();
  }

  /// `-Wp,-MD,file,-DX`: without the dependency files.
  void addPreprocessorFlags(const llvm::opt::Arg &arg) {
    std::string kept;
    llvm::ArrayRef<const char *> values = arg.getValues();
    for (std::size_t i = 0; i < values.size(); ++i) {
      StringRef value = values[i];
      if (value == "-MD" || value == "-MMD" || value == "-MF" || value == "-MT" || value == "-MQ")
        ++i;
      else if (value == "-fopenmp")
        out.openmp = true;
      else if (value != "-MP" && value != "-M" && value != "-MM" && value != "-MG")
        kept += "," + value.str();
    }
    if (!kept.empty())
      out.args.push_back("-Wp" + kept);
  }

  /// CMake names the header of a precompiled header also where it was never generated.
  bool exists(StringRef file) const {
    if (fs.exists(absolutePath(file.str(), out.directory)))
      return true;
    // Found through the include path, or a source of the project: only generated ones may be missing.
    return !StringRef(llvm::sys::path::filename(file)).starts_with("cmake_pch");
  }

  void checkLanguage(StringRef compiler) {
    namespace types = clang::driver::types;
    types::ID type = types::TY_INVALID;
    if (!language.empty() && language != "none")
      type = types::lookupTypeForTypeSpecifier(language.str().c_str());
    else if (StringRef extension = llvm::sys::path::extension(out.file); !extension.empty())
      type = types::lookupTypeForExtension(extension.drop_front());
    StringRef stem = llvm::sys::path::filename(compiler);
    if (stem.starts_with("nvcc") || types::isCuda(type) || types::isHIP(type))
      out.skip = "CUDA or HIP";
    else if (type == types::TY_Asm || type == types::TY_PP_Asm)
      out.skip = "assembler";
    else if (types::isObjC(type))
      out.skip = "Objective-C";
    else if (type == types::TY_INVALID || !(types::isDerivedFromC(type) || type == types::TY_PP_C) ||
             types::isOpenCL(type) || type == types::TY_HLSL)
      out.skip = "not C or C++";
  }
};

} // namespace

bool CleanCommand::operator<(const CleanCommand &other) const {
  return std::tie(file, args, directory, openmp) <
         std::tie(other.file, other.args, other.directory, other.openmp);
}

bool CleanCommand::operator==(const CleanCommand &other) const {
  return std::tie(file, args, directory, openmp) ==
         std::tie(other.file, other.args, other.directory, other.openmp);
}

std::string absolutePath(const std::string &path, const std::string &directory) {
  llvm::SmallString<256> result(path);
  llvm::sys::path::make_absolute(directory, result);
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return std::string(result);
}

CleanCommand cleanCommand(const clang::tooling::CompileCommand &command,
                          const CommandAdjustments &adjustments, llvm::vfs::FileSystem &fs) {
  CleanCommand out;
  out.directory = absolutePath(command.Directory, "/");
  out.file = absolutePath(command.Filename, out.directory);
  std::vector<std::string> raw = command.CommandLine;
  clang::tooling::addExpandedResponseFiles(raw, out.directory, llvm::cl::TokenizeGNUCommandLine, fs);
  llvm::erase_if(raw,
                 [&](const std::string &arg) { return llvm::is_contained(adjustments.removedArgs, arg); });
  stripWrappers(raw);
  if (raw.empty())
    raw.push_back("cc");
  // A response file that is not there yet, such as CMake's for modules.
  llvm::erase_if(raw, [&](const std::string &arg) {
    bool missing = StringRef(arg).starts_with("@");
    if (missing)
      out.dropped.push_back(arg);
    return missing;
  });
  Cleaner(out, fs).clean(raw, adjustments);
  return out;
}

} // namespace overlap::tool
