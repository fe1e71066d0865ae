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

  // Fields
  'error.text.needed': 'Enter text here.',
  'error.url': 'Enter a whole web address that begins with http:// or https://.',
  'error.list': 'This must be a list.',
  'error.list.tooLong': 'There are too many of these. Send some of them apart.',
  'error.day.notADay': 'Enter a date that exists, such as 2026-06-30.',
  'error.day.notAPartialDay':
    'Enter a date that exists: a day (2026-06-30), a month (2026-06) or a year (2026).',
  'error.day.impossible': '“{value}” is not a date that exists. Enter a day, a month or a year.',
  'error.day.future': 'This day has not come yet. Today is {today}.',
  'error.idempotency.key': 'An Idempotency-Key has 1 to 200 visible ASCII characters.',

  // Items
  'error.item.unknown': 'There is no item “{ref}”, or none that you may see.',
  'error.person.notStaff': 'Choose a member of staff who may record.',
  'error.due.none': '{ref} has no due date yet. Set its timeline first.',
  'error.due.settled': '{ref} is settled and confirmed: its due date stays as it was.',
  'error.due.same': 'It is due on {dueOn} already. Enter another date.',
  'error.timeline.hasDueDate': '{ref} has a due date, {dueOn}. Revise that instead: the first one is kept.',
  'error.timeline.onlyRecommendations': 'Only a recommendation can take its timeline from its actions.',
  'error.timeline.noActions': 'No action with a due date carries out {ref}. Choose another timeline.',
  'error.timeline.dueMissing': 'Enter the due date that we set.',
  'error.timeline.reasonMissing': 'Say why we set this date.',
  'error.followUp.done': 'This was done on {doneOn} already.',

  // Evidence
  'error.shows.progress': 'evidence of progress',
  'error.shows.no_progress': 'evidence of no progress',
  'error.shows.reversal': 'evidence of a reversal',
  'error.shows.background': 'background',
  'error.move.notAllowed': 'From “{from}”, {shows} may move it to: {allowed}.',
  'error.move.none':
    'From “{from}”, {shows} moves nothing. Only evidence of a reversal, or a correction, opens it again; leave the progress as it is.',
  'error.move.baseline':
    'The event came before the publication: it tells where things stood and moves nothing. Leave the progress as it is.',
  'error.move.noSource':
    'Progress moves only on published evidence. Add a source, or leave the progress as it is.',
  'error.move.newerEvidence':
    'Newer evidence, of {progressOn}, has moved {ref} already. Tick the box below if this one counts all the same, or leave the progress as it is.',
  'error.evidence.eventInFuture': 'The event lies in the future. Today is {today}.',
  'error.evidence.noItems': 'Choose at least one item that this bears on.',
  'error.evidence.itemTwice': '{ref} stands here twice.',
  'error.evidence.alreadyCorrected': 'This update was corrected already. Correct the correction instead.',
  'error.evidence.correctionMustName':
    'The progress of {ref} rests on the update that you correct. Add {ref} and say what holds for it.',
  'error.evidence.correctionMustSay':
    'The progress of {ref} rests on the update that you correct. Choose the progress that holds now.',
  'error.evidence.hiddenFromYou': 'You could not see this update yourself. Choose a wider circle of readers.',
  'error.check.updateUnknown': 'There is no such update, or none that you may see.',
  'error.reading.reasonMissing': 'Say why: the author reads it.',
  'error.reading.notWaiting':
    'No claim on {ref} waits for a second reading any more: somebody read it first, or newer evidence took its place. Look at the item.',
  'error.reading.corrected':
    'The update behind this claim on {ref} was corrected since. Send the claim back.',
  'error.reading.ownClaim':
    'You recorded this claim yourself, so somebody else must read it. {people} can: ask one of them.',
  'error.email': 'Enter an e-mail address, such as name@example.org.',
  'error.link.dead':
    'This link was used, replaced or is out of date. Ask for a new one; for the very first sign-in, start Heed again.',
  'error.password.short': 'Use at least 12 characters. Several words in a row are easy to keep.',
  'error.password.long': 'Use at most 200 characters.',
  'error.password.common':
    'This is among the first that are guessed. Use several words that do not belong together.',
  'error.password.personal': 'This is mostly your name, address or organisation. Use other words.',
  'error.password.wrong': 'That is not your current password.',
  'error.password.same': 'That is the password you have now. Choose another.',
  'error.person.emailTaken': 'Somebody has this e-mail address already.',
  'error.person.lastAdmin': 'This is the only administrator. Make somebody else one first.',
  'error.person.inactive': 'This person may not sign in. Let them sign in first.',
  'error.team.nameTaken': 'There is a team of this name already.',

  'error.brief.period': 'The period ends before it begins.',
  'error.brief.periodAhead': 'The period is not over yet: end it today or earlier, or wait.',
  'error.brief.is.draft': 'This brief is a draft (again). Open it to see how it stands.',
  'error.brief.is.awaiting_approval':
    'This brief awaits approval and cannot be changed. Take it back to a draft first.',
  'error.brief.is.issued': 'This brief was issued: it never changes. Correct it by a revised brief.',
  'error.brief.ownApproval': 'You wrote or submitted this brief: another manager must approve it.',
  'error.brief.reasonMissing': 'Say what must be put right.',
  'error.brief.notYours': 'Only who wrote or submitted it, or a manager, can take it back.',
  'error.brief.revisedAlready': 'A revised brief exists already.',
  'error.brief.sectionTwice': 'A section can stand in the brief only once.',
  'error.brief.sentAhead': 'This day has not come yet.',
  'error.brief.audienceTooWide': 'This audience may not see the publication itself. Choose a narrower one.',
  'error.brief.recipientMissing': 'Say to whom the brief goes, or choose another audience.',

  // Imports
  'error.import.nothing': 'Choose a file, or paste the text of the document.',
  'error.import.oneFile': 'Import one document at a time.',
  'error.import.fileOrText': 'Send either a file or pasted text, not both.',
  'error.import.empty': '{reason}',
  'error.import.binary': '{reason}',
  'error.import.encoding': '{reason}',
  'error.import.format_not_read': '{reason}',
  'error.import.malformed': '{reason}',
  'error.import.protected': '{reason}',
  'error.import.scanned': '{reason}',
  'error.import.nothing_found': '{reason}',
  'error.import.tooSlow':
    'Heed gave up reading this document after 20 seconds. Paste only the recommendations and the matrix.',
  'error.import.readerBroke':
    'Heed could not read this document to its end. Paste only the recommendations and the matrix.',
  'error.import.committed': 'This import was committed already.',
  'error.import.rows':
    'The review must have every row of the reading, in its order; rows of yours come after them. Tick off what is not to be tracked.',
  'error.import.nothingChosen': 'Tick at least one row to track.',
  'error.import.emptyRow': 'This row has no words. Fill in a cell, or tick the row off.',
  'error.import.date':
    'There is no such date. Enter one as 2025-12-31, 2025-12 or 2025, or leave the field empty.',
  'error.import.language': 'Enter a language code, such as en or ur.',
  'error.import.teamMissing': 'Choose the team that follows this publication.',
  'error.import.months': 'Enter whole months.',
  'error.import.windowOrder': 'The window ends before it begins.',
  'error.import.windowWithoutWords':
    'The source gives no timeline here. Leave the months empty, and set a date of ours on the item afterwards.',
  'error.import.actorTwice': '“{name}” stands twice in this row.',
  'error.import.leads': 'Only one actor of a row can be the lead.',
  'error.import.noTimelineInSource': 'The source gives this recommendation no timeline. Choose another.',
  'error.import.noActions':
    'No action with a due date carries this out. Tick it at an action, or choose another timeline.',
  'error.publication.exists': '{series} {number} is here already: “{title}”.',
  'error.publication.existsUnseen':
    '{series} {number} is here already, but you may not see it. Ask a manager.',
  'error.publication.refPrefix':
    'References begin with a capital letter or digit and have only letters, digits and hyphens, such as PB-11.',
  'error.publication.refPrefixTaken':
    'Other references begin with {refPrefix} already. Choose another beginning.',

  // Actors
  'error.actor.nameless': 'A name needs letters or digits.',
  'error.actor.exists': '“{name}” is in the registry already.',
  'error.actor.existsUnseen': 'The registry has a body of this name that you may not see. Ask a manager.',
  'error.actor.circle': 'This would make an actor belong to itself.',
  'error.actor.unknown': 'There is no such actor.',
} as const;
