// No value ties the three, but no body was seen: independent if each touches only its argument.
void getUserInfo(int id);
void processUserInfo(int id);
void sendMailToUser(int id);

void welcome(int user, int other, int third) {
  getUserInfo(user); // expect: calls conditional sequential unknown-callee tasks=3 boundness=unknown hidden
  processUserInfo(other);
  sendMailToUser(third);
}
