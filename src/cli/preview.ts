import { describePlace } from '../modules/imports/reader/blocks.js';
import type { ActionReading, Reading, TimelineReading } from '../modules/imports/reader/reading.js';

/** A reading for people at a terminal, in the order of the document, warnings last. */
export function preview(reading: Reading): string {
  const { publication, recommendations, actions, notes, warnings } = reading;
  const known = (value: string | null) => value ?? 'not found';
  return [
    known(publication.title),
    `${known(publication.series)}, number ${known(publication.number)}, ${known(publication.date)}, ${known(publication.publisher)}`,
    '',
    ...reading.sections.map(
      ({ heading, level, at }) => `${'  '.repeat(level - 1)}${heading} (${describePlace(at)})`,
    ),
    '',
    `${recommendations.length} recommendations`,
    ...recommendations.map(({ text, at }, index) => `R${index + 1} (${describePlace(at)}) ${text}`),
    '',
    `${actions.length} actions`,
    ...actions.flatMap(actionLines),
    '',
    `${notes.length} notes, ${notes.filter((note) => note.url).length} with an address`,
    ...(warnings.length ? ['', 'Look at:'] : []),
    ...warnings.map(({ at, message }) => `- ${at}: ${message}`),
    '',
  ].join('\n');
}

function actionLines(action: ActionReading, index: number): string[] {
  const actors = action.actors.map(
    ({ name, qualifier, lead }) => `${name}${qualifier ? ` (${qualifier})` : ''}${lead ? ' (lead)' : ''}`,
  );
  return [
    `A${index + 1} (${describePlace(action.at)}) ${action.issue}`,
    `   ${action.pathway}`,
    `   ${action.implementation}`,
    `   ${actors.join('; ')}`,
    `   ${timelineLine(action.timeline)}`,
    ...Object.entries(action.extra).map(([name, value]) => `   ${name}: ${value}`),
    ...action.proposedRecommendations.map(
      ({ index: other, score }) => `   may carry out R${other + 1} (likeness ${score})`,
    ),
  ];
}

function timelineLine(timeline: TimelineReading | null): string {
  if (!timeline) return 'no timeline';
  return timeline.dueOn ? `${timeline.text}, to ${timeline.dueOn} (derived)` : timeline.text;
}
