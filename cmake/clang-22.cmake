# The compilers as a toolchain file: named in a preset's cache variables, they would make CMake drop the whole cache,
# and fall back to the system's compiler, when the preset is configured a second time.
set(CMAKE_C_COMPILER clang-22)
set(CMAKE_CXX_COMPILER clang++-22)
