import type { TestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import type { Comparison } from '../../../src/modules/imports/again/compared.js';
import { TWIN, bring, commitForm, draftOf } from '../import/support.js';

/** The twin with another number of its series, so that several stand in one database. */
export const original = (number: number): string => TWIN.replace('Number: 4', `Number: ${number}`);

const NEW_ROW =
  'Bridges without any light\tHang lanterns on every bridge\tBuy lanterns; agree on who fills them\tVarnholm, Bridge Masters of Vell\tShort-term (0–6 months)';

/** A later edition: one row reworded, one moved, one new, one gone, other actors, another timeline, another date. */
export function revised(number: number): string {
  const replaced = (text: string, [from, to]: readonly [string, string]) => {
    if (!text.includes(from)) throw new Error(`The twin does not say ${from}`);
    return text.replace(from, to);
  };
  const trade =
    'The board should end the trade in stolen glass through steady checks at the markets, whoever profits from it.\n\n';
  const last = 'Varnholm should adopt a layered way of upkeep';
  const text = (
    [
      ['\nNovember 2025\n', '\nJanuary 2026\n'],
      // A1 reworded.
      ['walk the river posts every week', 'walk the river posts every night and write down what is dark'],
      // A2: another timeline; the fourth row says "6–18" too and stays.
      [
        'SOL, GOS, neighbouring towns\tMedium-term (6–18 months)',
        'SOL, GOS, neighbouring towns\tMedium-term (6–12 months)',
      ],
      // A4: Harth is named no more, the Bridge Masters are.
      [
        'Varnholm, Ostrand, Vell, Harth, LCU, VRT Lamp Council',
        'Varnholm, Ostrand, Vell, Bridge Masters of Vell, LCU, VRT Lamp Council',
      ],
      // R3 moved behind R7.
      [trade, ''],
      [last, `${trade}${last}`],
      // R5 gone.
      [
        'The board should keep raising the matter at valley meetings, including the Round Table, so that the pledge of 2019 stays in view.\n\n',
        '',
      ],
    ] as const
  ).reduce(replaced, original(number));
  return `${text.trimEnd()}\n${NEW_ROW}\n`;
}

/** Imports the twin as it is read. @returns the publication's id */
export async function imported(client: TestClient, text: string): Promise<number> {
  const answer = await commitForm(client, await draftOf(client, await bring(client, text)));
  if (answer.status !== 303) throw new Error(`${answer.status} ${answer.text.slice(0, 2_000)}`);
  return Number(/\/publications\/(\d+)/.exec(answer.location!)![1]);
}

export async function comparisonOf(
  client: TestClient,
  id: string,
): Promise<{ comparison: Comparison; version: number }> {
  const answer = await client.api('GET', `/api/v1/imports/${id}/comparison`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  const { comparison } = answer.json<{ comparison: Comparison }>();
  return { comparison, version: Number(/\d+/.exec(answer.headers.get('etag')!)![0]) };
}

export const differencesOf = ({ facts, rows }: Comparison) => [
  ...facts,
  ...rows.flatMap(({ differences }) => differences),
];

/** What the page of a comparison sends, with these differences left as they were. */
export function comparisonForm(
  { comparison, version }: { comparison: Comparison; version: number },
  leave: (id: string) => boolean = () => false,
) {
  const all = differencesOf(comparison);
  return {
    version,
    publicationVersion: comparison.publication.version,
    shown: all.map(({ id }) => id),
    accepted: all.filter(({ id, isAccepted }) => isAccepted && !leave(id)).map(({ id }) => id),
  };
}

export const rows = <Row = Record<string, unknown>>(heed: TestApp, sql: string, values: unknown[] = []) =>
  heed.ownerDataSource.query<Row[]>(sql, values);
