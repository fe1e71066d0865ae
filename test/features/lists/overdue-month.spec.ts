import { expect, test } from '@jest/globals';
import { startTestApp } from '../../support/app.js';
import { makePublication } from '../../support/data.js';
import { servicesOf } from '../track/track-support.js';

test('what is due in a month is overdue since that month, not since a day of it', async () => {
  const heed = await startTestApp({ today: '2026-11-22' });
  try {
    await makePublication(servicesOf(heed), { date: '2025-12', actions: [{ window: { max: 6 } }] });
    const { text } = await (await heed.signIn('contributor')).get('/overdue');
    expect(text).toContain('due June 2026');
    expect(text).not.toContain('30 Jun 2026');
  } finally {
    await heed.close();
  }
});
