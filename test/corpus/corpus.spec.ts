import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { readFile } from '../../src/modules/imports/reader/read-brief.js';
import type { Compared, Expected } from './compare.js';
import { compare } from './compare.js';

const here = new URL('./', import.meta.url);

interface Sample {
  format: string;
  shape: string;
  name: string;
  document: URL;
  expected: Expected;
}

/** Every document with an expected reading beside it; the folder names its format. */
const samples: Sample[] = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: format }) => {
    const folder = new URL(`${format}/`, here);
    const files = readdirSync(folder);
    return files
      .filter((file) => file.endsWith('.expected.json'))
      .map((file): Sample => {
        const name = file.replace('.expected.json', '');
        const expected = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Expected;
        const beside = files.find((other) => other !== file && other.replace(/\.[^.]+$/, '') === name);
        const document = new URL(expected.document ?? beside ?? `${name}.missing`, folder);
        return { format, shape: expected.shape ?? 'plain', name, document, expected };
      });
  });

/** What share of cells must be right at least. */
function aimFor({ format, shape }: Sample): number {
  if (format !== 'pdf') return 0.99;
  return shape.startsWith('tagged') ? 0.99 : shape.startsWith('ruled') ? 0.95 : 0.85;
}

const results = new Map<Sample, Compared[]>();

describe('the corpus', () => {
  it.each(samples.map((sample): [string, Sample] => [`${sample.format}/${sample.name}`, sample]))(
    'reads %s',
    async (_, sample) => {
      const bytes = readFileSync(sample.document);
      const { fiscalYearStartMonth } = sample.expected;
      const file = { bytes, filename: basename(sample.document.pathname) };
      const { reading } = await readFile(file, { fiscalYearStartMonth });
      const compared = compare(sample.expected, reading);
      results.set(sample, compared);
      // Whatever else is wrong, a wrong cell must be told.
      expect(compared.filter(({ isRight, isWarned }) => !isRight && !isWarned)).toEqual([]);
    },
  );

  it('reaches its aims', () => {
    const groups = Map.groupBy(results, ([sample]) => `${sample.format} · ${sample.shape}`);
    const table = [...groups].toSorted(([a], [b]) => a.localeCompare(b)).map(([name, group]) => {
      const all = group.flatMap(([, compared]) => compared);
      const share = (kind: Compared['kind'][]) => {
        const some = all.filter((one) => kind.includes(one.kind));
        const right = some.filter(({ isRight }) => isRight).length;
        return { right, of: some.length };
      };
      return { name, documents: group.length, aim: aimFor(group[0][0]), rows: share(['row']), cells: share(['cell']), others: share(['fact', 'recommendation', 'note']) };
    }); // prettier-ignore
    const cell = ({ right, of }: { right: number; of: number }) =>
      `${right}/${of}`.padStart(9) +
      (of > 0 ? `${((100 * right) / of).toFixed(1)} %`.padStart(9) : ''.padStart(9));
    const lines = table.map(
      ({ name, documents, rows, cells, others }) =>
        `${name.padEnd(36)}${String(documents).padStart(4)}${cell(rows)}${cell(cells)}${cell(others)}`,
    );
    const head = `${'format · shape'.padEnd(36)}docs${'lists'.padStart(18)}${'cells'.padStart(18)}${'facts, texts, notes'.padStart(18)}`;
    const wrong = [...results].flatMap(([{ format, name }, compared]) =>
      compared
        .filter(({ isRight }) => !isRight)
        .map(({ path, expected, found }) => `${format}/${name} ${path}: ${JSON.stringify(expected)} read as ${JSON.stringify(found)}`),
    ); // prettier-ignore
    process.stdout.write(`\n${[head, ...lines].join('\n')}\n\n${wrong.join('\n')}\n`);
    const below = table.filter(({ cells, aim }) => cells.of > 0 && cells.right / cells.of < aim);
    expect(below).toEqual([]);
    expect(table.filter(({ others }) => others.right < 0.9 * others.of)).toEqual([]);
  });
});
