// the other's keeps a state. Both link loop.cpp, and both have a main().
int state;
void init(int i) { state = state * 3 + i; }
int main() { init(1); }
