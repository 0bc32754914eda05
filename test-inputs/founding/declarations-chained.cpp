// The founding example with declarations alone: what ties the calls is seen all the same.
struct UserInfo {
  int id;
};
struct Mail {
  int id;
};

UserInfo getUserInfo();
Mail processUserInfo(const UserInfo &user);
void sendMailToUser(const Mail &mail);

void welcome() {
  UserInfo user = getUserInfo(); // expect: calls dependent sequential flow(user) flow(mail) tasks=3 boundness=unknown hidden
  Mail mail = processUserInfo(user);
  sendMailToUser(mail);
}
