/** The directory, and a partner's page. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Person } from '../fixtures/names.ts';
import { ListPage } from './list.ts';
import { Screen } from './screen.ts';

export class DirectoryPage extends ListPage {
  constructor(page: Page, account: string) {
    super(page, `/${account}/partners`);
  }
}

export class PartnerPage extends Screen {
  async open(account: string, partner: string): Promise<void> {
    await this.visit(`/${account}/partners/${partner}`);
  }

  /** The status beside the name. */
  async isMarked(status: string): Promise<void> {
    await expect(this.page.locator('.page-title')).toContainText(status);
  }

  get invitation(): Locator {
    return this.card('Invitation');
  }

  get linkField(): Locator {
    return this.invitation.getByRole('textbox', { name: 'Activation link' });
  }

  async activationLink(): Promise<string> {
    return await this.linkField.inputValue();
  }

  /** Renews the link's time, and mails it again where the address is known. */
  async resend(button: 'Renew' | 'Resend'): Promise<void> {
    await this.invitation.getByRole('button', { name: button }).click();
  }

  async replaceLink(): Promise<void> {
    await this.confirm('Replace link', 'Replace link');
  }

  async revoke(reason: string): Promise<void> {
    await this.confirm('Revoke', 'Revoke invitation', { Reason: reason });
  }

  async mailTo(email: string): Promise<void> {
    await this.invitation.getByText('Mail it to').click();
    await this.invitation.getByLabel(/^Mail the link to/).fill(email);
    await this.invitation.getByRole('button', { name: 'Mail the link' }).click();
  }

  async inviteAgain(): Promise<void> {
    await this.invitation.getByRole('button', { name: 'Invite again' }).click();
  }

  async suspend(reason: string): Promise<void> {
    await this.confirm('Suspend partner', 'Suspend partner', { Reason: reason });
  }

  async endSuspension(): Promise<void> {
    await this.button('End the suspension').click();
  }

  /** The row of a contract: "Program contract". */
  contract(name: string): Locator {
    return this.card('Contracts').locator('tbody tr').filter({ hasText: name });
  }

  /** The row of one of the partner's people. */
  user(text: string): Locator {
    return this.card('Users').locator('tbody tr').filter({ hasText: text });
  }

  /** The invitation of one of the partner's people. */
  invitationOf(name: string): Locator {
    return this.card(`Invitation of ${name}`);
  }

  async linkOf(name: string): Promise<string> {
    return await this.invitationOf(name).getByRole('textbox', { name: 'Invitation link' }).inputValue();
  }

  async correctUser(name: string, right: Pick<Person, 'name' | 'email'>): Promise<void> {
    const card = this.invitationOf(name);
    await card.locator('summary', { hasText: 'Correct name or address' }).click();
    await card.getByLabel('Name').fill(right.name);
    await card.getByLabel(/^E-mail address/).fill(right.email);
    await card.getByRole('button', { name: 'Save' }).click();
  }

  async inviteUser({ name, email }: Pick<Person, 'name' | 'email'>): Promise<void> {
    const card = this.card('Invite a user');
    await card.getByLabel('Full name').fill(name);
    await card.getByLabel(/^E-mail address/).fill(email);
    await card.getByRole('button', { name: 'Invite' }).click();
  }

  get deliveries(): Locator {
    return this.invitation.locator('tbody tr');
  }

  get timeline(): Locator {
    return this.card('Timeline').getByRole('listitem');
  }
}
