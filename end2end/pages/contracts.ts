/** Contracts: list and page. */
import { expect, type Page } from '@playwright/test';
import { ListPage } from './list.ts';
import { Screen } from './screen.ts';

export class ContractsPage extends ListPage {
  constructor(page: Page, account: string) {
    super(page, `/${account}/contracts`);
  }
}

export class ContractPage extends Screen {
  async open(account: string, contract: string): Promise<void> {
    await this.visit(`/${account}/contracts/${contract}`);
  }

  /** The word beside the heading. */
  async isMarked(status: string): Promise<void> {
    await expect(this.page.locator('.page-title')).toContainText(status);
  }

  async sign(name: string, title = 'Director'): Promise<void> {
    const card = this.card('Sign');
    await card.getByLabel('Full name').fill(name);
    await card.getByLabel('Position').fill(title);
    await card.getByRole('checkbox', { name: /read and accept/ }).check();
    await card.getByRole('checkbox', { name: /authorised to sign/ }).check();
    await card.getByRole('button', { name: 'Accept and sign' }).click();
  }

  async approve(): Promise<void> {
    await this.confirm('Approve', 'Approve');
  }

  async reject(reason: string): Promise<void> {
    await this.confirm('Reject', 'Reject', { Reason: reason });
  }

  async requestChanges(note: string): Promise<void> {
    await this.confirm('Request changes', 'Request changes', { 'What should change': note });
  }

  async withdraw(note: string): Promise<void> {
    await this.confirm('Withdraw', 'Withdraw', { Note: note });
  }

  async terminate(note: string): Promise<void> {
    await this.confirm('Terminate', 'Terminate', { Note: note });
  }
}
