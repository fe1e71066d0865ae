export const access = {
  'signIn.title': 'Sign in',
  'signIn.email': 'E-mail address',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
  'signIn.help':
    'No account, or no password any more? An administrator of your organisation can send you a link.',
} as const;
