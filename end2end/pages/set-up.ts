/** The first run: account and person, somewhere to sell, a test of mail. */
import { expect } from '@playwright/test';
import { ready } from '../fixtures/browsers.ts';
import type { Person } from '../fixtures/names.ts';
import { Screen } from './screen.ts';

export class SetUpPage extends Screen {
  async open(link: string): Promise<void> {
    await this.visit(link);
    await this.arrives('Set up Entente');
  }

  /** Makes the account and its administrator; returns the account's id. */
  async begin(organisation: string, admin: Person): Promise<string> {
    await this.field('Organisation').fill(organisation);
    await this.field('Your full name').fill(admin.name);
    await this.field('Your e-mail address').fill(admin.email);
    await this.field(/^Password/).fill(admin.password);
    await this.button('Create account').click();
    await this.arrives('Get ready');
    return new URL(this.page.url()).pathname.split('/')[1] ?? '';
  }

  async addMarketplace(hub: string, marketplace: string): Promise<void> {
    const card = this.card('Somewhere to sell');
    await card.getByLabel('Hub').fill(hub);
    await card.getByLabel('Marketplace').fill(marketplace);
    await card.getByLabel('Currency').selectOption('USD');
    await card.getByLabel('United States', { exact: false }).first().check();
    await card.getByRole('button', { name: 'Create both' }).click();
    await expect(card).toContainText('Hub and marketplace are there');
    await ready(this.page);
  }

  async sendTestMail(email: string): Promise<void> {
    const card = this.card('Mail');
    await card.getByLabel('Send a test mail to').fill(email);
    await card.getByRole('button', { name: 'Send test mail' }).click();
  }
}
