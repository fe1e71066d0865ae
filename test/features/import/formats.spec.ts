import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { bring, commitForm, contributor, draftOf, fileOf } from './support.js';

const sample = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../corpus/${name}`, import.meta.url)));

describe('documents of other formats', () => {
  let heed: TestApp;
  let client: TestClient;

  beforeAll(async () => {
    heed = await startTestApp();
    client = await contributor(heed);
  });
  afterAll(() => heed?.close());

  test.each([
    ['docx', 'docx/merged-issue.docx', 8, 5],
    ['html', 'html/further-columns.html', 4, 3],
    ['odt', 'odt/libreoffice-plain.odt', 5, 4],
  ])('shows a %s beside its rows, paragraph by paragraph, and tracks it', async (format, file, actions, recommendations) => {
    const id = await bring(client, sample(file), file.split('/').at(-1));
    const { text } = await client.get(`/imports/${id}`);
    const draft = await draftOf(client, id);
    expect([draft.review.actions.length, draft.review.recommendations.length]).toEqual([actions, recommendations]);
    // Anchors both ways: from the row to its paragraph, from the margin to its row.
    const place = /href="#(paragraph-\d+)"[^>]*aria-label="See where it stands: paragraph \d+"/.exec(
      text.slice(text.indexOf('id="actions-0"')),
    )![1];
    expect(text).toMatch(new RegExp(`id="${place}"[\\s\\S]{0,400}?href="#actions-0"`));
    expect(text).not.toContain('a document of this kind is not shown');
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, one]) => one);
    expect(ids.filter((one, index) => ids.indexOf(one) !== index)).toEqual([]);

    const committed = await commitForm(client, draft);
    expect(committed.status).toBe(303);
    const [draftRow] = await heed.ownerDataSource.query(
      'SELECT passages, publication_id AS publication FROM import_draft WHERE id = $1',
      [id],
    );
    expect(draftRow.passages).toBeNull();
    const [kept] = await heed.ownerDataSource.query(
      `SELECT d.format, length(f.content) AS size FROM publication_document d JOIN stored_file f ON f.sha256 = d.sha256 WHERE d.publication_id = $1`,
      [draftRow.publication],
    );
    expect(kept).toEqual({ format, size: sample(file).length });
  });

  test('says why a broken or protected file is not read, and keeps nothing of it', async () => {
    const cut = await client.post('/imports', { file: fileOf(sample('docx/plain.docx').slice(0, 4000), 'cut.docx') });
    expect([cut.status, cut.text.includes('The file is broken')]).toEqual([422, true]);
    const locked = new Uint8Array(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]));
    const answer = await client.post('/imports', { file: fileOf(locked, 'locked.docx') });
    expect([answer.status, answer.text.includes('protected by a password')]).toEqual([422, true]);
    const [{ count }] = await heed.ownerDataSource.query('SELECT count(*) FROM import_draft WHERE publication_id IS NULL');
    expect(count).toBe('0');
  });
}); // prettier-ignore
