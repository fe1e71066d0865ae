export const settings = {
  'settings.shortName': 'Short name',
  'settings.timeZone': 'Time zone',
  'settings.timeZone.hint': 'Which day it is, and so what is past due, is decided there.',
  'settings.fiscalYearStartMonth': 'First month of the fiscal year',
  'settings.fiscalYearStartMonth.hint': '1 for January, 7 for July.',
  'settings.dueSoonDays': 'An item is due soon this many days before its date',
  'settings.cadences': 'How long an item may stand unchecked',
  'settings.cadences.hint': 'In days, by the term of its timeline. After that a check is due.',
  'settings.cadenceShortDays': 'Immediate and short term',
  'settings.cadenceMediumDays': 'Medium term',
  'settings.cadenceLongDays': 'Long term or none',
} as const;
