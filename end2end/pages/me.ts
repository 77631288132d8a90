/** The person's own page: accounts, sessions, password. */
import type { Locator } from '@playwright/test';
import { Screen } from './screen.ts';

export class MePage extends Screen {
  async open(): Promise<void> {
    await this.visit('/me');
    await this.arrives('My profile');
  }

  get sessions(): Locator {
    return this.card('Where you are signed in').getByRole('listitem');
  }

  async changePassword(present: string, next: string): Promise<void> {
    const card = this.card('Password');
    await card.getByLabel('Present password').fill(present);
    await card.getByLabel(/^New password/).fill(next);
    await card.getByRole('button', { name: 'Change password' }).click();
  }
}
