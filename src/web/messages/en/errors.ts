/** By area, so that several can add to it: general, pages, access, settings, then the features. */
export const errors = {
  // General
  'error.required': 'Fill in this field.',
  'error.notFound': 'There is nothing here, or nothing you may see. Check the address.',
  'error.form.invalid':
    '{count, plural, one {One field needs your attention.} other {# fields need your attention.}}',
  'error.stale':
    'Somebody else saved this while you were working on it. Nothing of yours was saved; look at their version, then try again.',
  'error.versionNeeded': 'Say which version you change: send its ETag as If-Match.',
  'error.exists': 'There is one like this already.',
  'error.reference': 'This refers to something that is not there.',
  'error.malformed': 'Heed could not read the request. Go back and try again.',
  'error.mediaType': 'Heed does not take content of this kind here.',
  'error.tooLarge': 'That is more than Heed takes. A file may have up to 20 MB.',
  'error.internal': 'Something went wrong on our side. What you sent was not saved.',
  'error.databaseAway':
    'Heed cannot reach its database just now. What you sent was not saved; try again in a moment.',
  'error.text.tooLong': 'This is too long. Shorten it.',
  'error.text.unstorable': 'This has a character that cannot be stored (NUL or half a character). Remove it.',
  'error.number': 'Enter a whole number within the limits shown.',
  'error.choice': 'Choose one of the values offered.',
  'error.idempotency.otherContent':
    'This form was sent before with other content. Open it again and send it once.',

  // Pages
  'error.page.401': 'Sign in',
  'error.page.403': 'This form is out of date',
  'error.page.404': 'Not found',
  'error.page.409': 'Already there',
  'error.page.412': 'Changed by somebody else',
  'error.page.413': 'Too large',
  'error.page.415': 'Not of this kind',
  'error.page.422': 'Not accepted',
  'error.page.429': 'Too many attempts',
  'error.page.500': 'Something went wrong',
  'error.page.503': 'Back in a moment',
  'error.page.other': 'Not accepted',
  'error.page.home': 'Go to the overview',
  'error.page.seeExisting': 'See what is there',
  'error.page.quote': 'Tell your administrator this number: {requestId}',

  // Access
  'error.signInNeeded': 'Sign in to go on.',
  'error.notAllowed': 'Your role does not allow this.',
  'error.forged.origin':
    'This request came from another site, so Heed refused it. Open Heed itself and try again.',
  'error.forged.token':
    'This form was open for too long, or cookies are switched off. Go back, load the page again and send it once more.',
  'error.tooManyAttempts':
    '{minutes, plural, one {Too many attempts. Try again in a minute.} other {Too many attempts. Try again in # minutes.}}',
  'error.signIn.wrong': 'The e-mail address or the password is wrong.',
} as const;
