import { type TestApp, startTestApp } from '../../support/app.js';

let heed: TestApp;
beforeAll(async () => {
  heed = await startTestApp();
});
afterAll(() => heed?.close());

test('a person signs in and is known', async () => {
  const client = await heed.signIn('contributor');
  expect([...client.cookies.keys()]).toEqual(['heed']);
  const docs = await client.get('/api/docs-json');
  expect(docs.status).toBe(200);
  expect(docs.json()).toMatchObject({ openapi: '3.1.0' });
});

test('an unknown address is not found', async () => {
  const answer = await heed.visitor().get('/nothing-here');
  expect(answer.status).toBe(404);
  expect(answer.text).toContain('Not found');
});
