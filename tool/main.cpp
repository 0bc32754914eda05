#include "tool/Main.h"

int main(int argc, char **argv) { return overlap::tool::runOverlap(argc, argv); }
