// The text's own line, verbatim: nothing is known of any of the three.
void getUserInfo();
void processUserInfo();
void sendMailToUser();

int main() {
  getUserInfo(); // expect: calls conditional sequential unknown-callee tasks=3 boundness=unknown hidden
  processUserInfo();
  sendMailToUser();
}
