export default {
  signIn: {
    title: '登录',
    lead: '从一份通知，到人人都能重算的结果。',
    account: '账号',
    password: '口令',
    otp: '动态验证码',
    otpHint: '验证器上的六位数字',
    submit: '登录',
    demoHint: '演示账号见启动窗口，口令都是 {password}',
  },
  password: {
    title: '修改口令',
    must: '首次登录，先设一个自己的口令。',
    old: '原口令',
    fresh: '新口令',
    hint: '至少 10 位，不与原口令相同',
    submit: '修改口令',
    done: '口令已修改',
  },
}
