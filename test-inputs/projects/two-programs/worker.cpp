// One program's init() does nothing,
void init(int) {}
int main() { init(0); }
