/** The wizard Add partner, step by step. */
import { expect, type Locator } from '@playwright/test';
import { ready } from '../fixtures/browsers.ts';
import type { Person } from '../fixtures/names.ts';
import { Screen } from './screen.ts';

export interface Contact {
  name: string;
  email: string;
}

export interface Details {
  kind: 'Vendor' | 'Reseller';
  name: string;
  externalId?: string;
  technical?: Contact;
  business?: Contact;
  newAgreement?: boolean;
}

export interface NewAgreement {
  title?: string;
  description?: string;
  link?: string;
  note?: string;
}

export class WizardPage extends Screen {
  /** Begins from the directory, as the story does. */
  async begin(account: string): Promise<void> {
    await this.visit(`/${account}/partners`);
    // An empty directory offers it twice.
    await this.button('Add partner').first().click();
    await this.isAt(/^Step 1 of 5: Partner details$/);
  }

  /** The step with this heading is shown, and marked as the present one. */
  async isAt(heading: RegExp): Promise<void> {
    await this.arrives(heading);
    await expect(this.page.locator('[aria-current="step"]')).toHaveCount(1);
  }

  async details({ kind, name, externalId, technical, business, newAgreement = true }: Details): Promise<void> {
    await this.page.getByRole('group', { name: 'Partner type' }).getByRole('radio', { name: kind }).check();
    await this.field('Partner name').fill(name);
    await this.field(/^External id/).fill(externalId ?? '');
    await this.field(/^Technical contact(?!'s)/).fill(technical?.name ?? '');
    await this.field(/^Technical contact's address/).fill(technical?.email ?? '');
    await this.field(/^Business contact(?!'s)/).fill(business?.name ?? '');
    await this.field(/^Business contact's address/).fill(business?.email ?? '');
    await this.field(/^Create a new agreement/).setChecked(newAgreement);
  }

  async newAgreement({ title, description, link, note }: NewAgreement): Promise<void> {
    if (title !== undefined) {
      await this.field('Title').fill(title);
    }
    if (description !== undefined) {
      await this.field(/^Description/).fill(description);
    }
    if (link !== undefined) {
      await this.page.getByRole('group', { name: 'Document' }).getByRole('radio', { name: 'Link' }).check();
      await this.field('Address of the document').fill(link);
    }
    if (note !== undefined) {
      await this.field(/^Note to the partner/).fill(note);
    }
  }

  async existingAgreement(title: string): Promise<void> {
    await this.choose('Agreement', title);
  }

  async marketplace(name: string, { autoAccept = true } = {}): Promise<void> {
    await this.choose('Marketplace', name);
    await this.field(/^Auto accept/).setChecked(autoAccept);
  }

  async byLink({ mailTo = '', days = '14' } = {}): Promise<void> {
    await this.page.getByRole('radio', { name: 'Generate invitation link' }).check();
    await this.field('Days the link works').fill(days);
    await this.field(/^Mail the link to/).fill(mailTo);
  }

  /** Create account now, with these people. */
  async byAccount(people: (Person & { group?: string })[]): Promise<void> {
    await this.page.getByRole('radio', { name: 'Create account now' }).check();
    for (const [index, who] of people.entries()) {
      const row = this.person(index + 1);
      await row.getByLabel('Full name').fill(who.name);
      await row.getByLabel(/^E-mail address/).fill(who.email);
      await row.getByLabel('Group').selectOption(who.group ?? 'Administrators');
    }
  }

  person(number: number): Locator {
    return this.page.getByRole('group', { name: `Person ${number}`, exact: true });
  }

  async next(): Promise<void> {
    await this.button('Next').click();
  }

  async back(): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: 'Back', exact: true }).click();
  }

  async create(): Promise<void> {
    await this.button('Create').click();
    await this.arrives(/ is added$/);
  }

  /** All steps to the summary, with a link that is copied unless something else is said. */
  async toSummary(details: Details, marketplace: string, { autoAccept = true, mailTo = '' } = {}): Promise<void> {
    const steps = details.kind === 'Vendor' ? 5 : 4;
    await this.details(details);
    await this.next();
    await this.isAt(new RegExp(`^Step 2 of ${steps}: Agreement$`));
    await this.next();
    if (details.kind === 'Vendor') {
      await this.isAt(/^Step 3 of 5: Marketplace$/);
      await this.marketplace(marketplace, { autoAccept });
      await this.next();
    }
    await this.isAt(new RegExp(`^Step ${steps - 1} of ${steps}: Action$`));
    await this.byLink({ mailTo });
    await this.next();
    await this.isAt(new RegExp(`^Step ${steps} of ${steps}: Summary$`));
  }

  /** The link on the result page. */
  async activationLink(): Promise<string> {
    return await this.page.getByRole('textbox', { name: 'Activation link' }).inputValue();
  }

  /** What was created, each a link. */
  get created(): Locator {
    return this.card('What was created').getByRole('listitem');
  }

  get similar(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'Looks like a partner you have' });
  }

  /** The drafts that were left. */
  async drafts(account: string): Promise<Locator> {
    await this.visit(`/${account}/partners/new`);
    await this.arrives('Add partner');
    return this.card('Your drafts').getByRole('listitem');
  }

  async resume(account: string, name: string): Promise<void> {
    await this.drafts(account);
    await this.link(`Resume ${name}`).click();
    await ready(this.page);
  }

  /** One of several: cards while they are few, else a drop-down. */
  private async choose(label: string, words: string): Promise<void> {
    const cards = this.page.getByRole('group', { name: label, exact: true });
    const list = this.page.getByRole('main').locator('select');
    await expect(cards.or(list)).toBeVisible();
    if (await cards.isVisible()) {
      await cards.getByRole('radio', { name: words }).check();
    } else {
      const option = list.locator('option', { hasText: words });
      await list.selectOption({ value: (await option.getAttribute('value')) ?? '' });
    }
  }
}
