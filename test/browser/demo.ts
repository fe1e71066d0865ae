import { loadDemo } from '../../seeds/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { TestClient } from '../support/client.js';

export interface Demo {
  test: TestApp;
  /** Signed in as the demo's person of this role. */
  as(role: 'contributor' | 'manager' | 'admin'): Promise<TestClient>;
  /** How that person signs in by hand. */
  signIn(role: string): { email: string; password: string };
}

/** The application with the demo's data, on 22 November 2026. */
export async function startDemo(): Promise<Demo> {
  const test = await startTestApp({ today: '2026-11-22' });
  const { signIns } = await loadDemo(test.dataSource, test.clock);
  const signIn = (role: string) => signIns.find((one) => one.role === role)!;
  return {
    test,
    signIn,
    async as(role) {
      const { email, password } = signIn(role);
      const client = new TestClient(test.baseUrl, { id: 0, name: role, email, role, teamId: null });
      await client.signIn(email, password);
      return client;
    },
  };
}
