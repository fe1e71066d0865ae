import type { Comparison, Difference } from '../modules/imports/index.js';

/** What a document says otherwise than what is tracked, for people at a terminal. */
export function comparedLines({ publication, sameAs, facts, rows, due, hasNothingNew }: Comparison): string {
  const differing = rows.filter(({ differences }) => differences.length > 0);
  const unchanged = rows.length - differing.length;
  return [
    `${publication.refPrefix} "${publication.title}" is tracked already.`,
    ...(sameAs ? [`The same file was brought on ${sameAs.on} as "${sameAs.filename}".`] : []),
    ...(hasNothingNew ? ['Nothing has changed.'] : []),
    ...facts.map((difference) => `${tick(difference)} ${difference.field}: ${shown(difference)}`),
    ...differing.flatMap(({ ref, row, status, isCertain, differences, title }) => [
      '',
      `${ref ?? row} ${status}${isCertain ? '' : ', doubtful'}: ${title}`,
      ...differences.map((difference) => `  ${tick(difference)} ${what(difference)}`),
    ]),
    '',
    `${unchanged} unchanged`,
    ...(due.length > 0 ? ['', 'Due dates'] : []),
    ...due.map(({ ref, dueNow, dueThen, why }) =>
      dueThen
        ? `${ref} ${dueNow ?? 'none'} -> ${dueThen}`
        : `${ref} ${dueNow} stays: ${WHY[why ?? 'no_date']}`,
    ),
    '',
  ].join('\n');
}

const tick = ({ isAccepted }: Difference) => (isAccepted ? '[x]' : '[ ]');

const shown = ({ field, before, after }: Difference): string =>
  field === 'notes' || field === 'sections'
    ? `${count(before)} before, ${count(after)} now`
    : `"${before}" -> "${after}"`;
const count = (text: string) => (text ? text.split('\n').length : 0);

function what(difference: Difference): string {
  const { kind, field, before, after, refusedOn } = difference;
  const left = refusedOn ? ` (left on ${refusedOn})` : '';
  switch (kind) {
    case 'moved':
      return `from row ${before} to row ${after}${left}`;
    case 'new':
      return `new${left}`;
    case 'gone':
      return `no longer in the document${left}`;
    case 'returned':
      return `in the document again${left}`;
    case 'actor_named':
      return `named newly: ${field}${left}`;
    case 'actor_gone':
      return `no longer named: ${field}${left}`;
    case 'actor_changed':
      return `${field}: "${before}" -> "${after}"${left}`;
    case 'carries_out':
      return `carries out ${after}${left}`;
    case 'fact':
    case 'reworded':
    case 'timeline':
      return `${field}: ${shown(difference)}${left}`;
  }
}

const WHY = {
  settled: 'it is settled',
  revised: 'it was revised by hand',
  set_by_us: 'we set it',
  stated: 'the source names the day',
  not_derived: 'it was not counted from the date of the publication',
  no_date: 'no date can be derived',
};
