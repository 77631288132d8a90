/** The public page of an invitation: the offer, and the two answers to it. */
import { expect, type Locator } from '@playwright/test';
import type { Person } from '../fixtures/names.ts';
import { Screen } from './screen.ts';

export class InvitationPage extends Screen {
  /** Opens a link that can be taken. */
  async open(link: string): Promise<void> {
    await this.visit(link);
    await this.arrives(/ invites /);
  }

  /** Opens a link that leads to a dead end with this heading. */
  async openDeadEnd(link: string, heading: string): Promise<void> {
    await this.visit(link);
    await this.arrives(heading);
  }

  get document(): Locator {
    return this.page.getByRole('article');
  }

  /** What accepts: shown while the link can be taken. */
  get acceptance(): Locator {
    return this.page.locator('section#accept');
  }

  /** Fills in the form; `email` only where the invitation names no address. */
  async fill(who: Person, { email = true, ticks = true } = {}): Promise<void> {
    if (email) {
      await this.acceptance.getByLabel('E-mail address').fill(who.email);
    }
    await this.acceptance.getByLabel('Full name').fill(who.name);
    await this.acceptance.getByLabel(/^Title/).fill('Director');
    await this.acceptance.getByLabel(/^Password/).fill(who.password);
    if (ticks) {
      await this.tick();
    }
  }

  async tick(): Promise<void> {
    for (const box of await this.acceptance.getByRole('checkbox').all()) {
      await box.check();
    }
  }

  async accept(who: Person, options?: { email?: boolean }): Promise<void> {
    await this.fill(who, options);
    await this.send();
  }

  async send(): Promise<void> {
    await this.acceptance.getByRole('button', { name: /^Accept/ }).click();
  }

  /** Registers as the user that an account invites: the address is given, and nothing is signed. */
  async register({ name, password }: Pick<Person, 'name' | 'password'>): Promise<void> {
    await this.acceptance.getByLabel('Full name').fill(name);
    await this.acceptance.getByLabel(/^Password/).fill(password);
    await this.tick();
    await this.send();
  }

  /** Joins an account as the person who is signed in. */
  async join(): Promise<void> {
    await this.acceptance.getByRole('button', { name: /^Join / }).click();
  }

  /** Accepts as the person who is signed in. */
  async acceptSignedIn(name: string): Promise<void> {
    await this.acceptance.getByLabel('Full name').fill(name);
    await this.tick();
    await this.send();
  }

  async decline(reason: string): Promise<void> {
    const section = this.page.locator('section#decline');
    await section.getByLabel(/^Reason/).fill(reason);
    await section.getByRole('button', { name: 'Decline' }).click();
    await this.arrives('This invitation was declined');
  }

  /** The partner's own account is open. */
  async opensAccount(): Promise<string> {
    await expect(this.page).toHaveURL(/\/(VA|PA)-\d{3}-\d{3}$/);
    await this.arrives('Home');
    return new URL(this.page.url()).pathname.slice(1);
  }
}
