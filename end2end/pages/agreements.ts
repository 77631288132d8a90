/** Agreements: list, page, forms, versions. */
import { expect, type Locator, type Page } from '@playwright/test';
import { ListPage } from './list.ts';
import { Screen } from './screen.ts';

export type Type = 'Program' | 'Distribution' | 'Service' | 'Syndication';

export interface NewAgreement {
  type: Type;
  name: string;
  description: string;
  parent?: string;
  marketplace?: string;
  link?: string;
  autoAccept?: boolean;
}

export class AgreementsPage extends ListPage {
  constructor(page: Page, account: string) {
    super(page, `/${account}/agreements`);
  }

  /** Creates an agreement, choosing its type on the way. */
  async create(agreement: NewAgreement): Promise<void> {
    await this.link('Create agreement').click();
    await this.arrives('Create agreement');
    await this.link(agreement.type).click();
    await this.arrives(`Create ${agreement.type.toLowerCase()} agreement`);
    await this.fill(agreement);
    await this.button('Create agreement').click();
  }

  async fill({ name, description, parent, marketplace, link, autoAccept }: NewAgreement): Promise<void> {
    if (parent !== undefined) {
      await choose(this.field(/^Parent/), parent);
    }
    if (marketplace !== undefined) {
      await choose(this.field('Marketplace'), marketplace);
    }
    await this.field(/^Name/).fill(name);
    await this.field(/^Description/).fill(description);
    await fillDocument(this, link);
    if (autoAccept !== undefined) {
      await this.field(/^Auto accept/).setChecked(autoAccept);
    }
  }
}

export class AgreementPage extends Screen {
  async open(account: string, agreement: string): Promise<void> {
    await this.visit(`/${account}/agreements/${agreement}`);
  }

  async edit(changes: { name?: string; description?: string; autoAccept?: 'Enabled' | 'Disabled' }): Promise<void> {
    await this.link('Edit').click();
    await this.arrives('Edit agreement');
    if (changes.name !== undefined) {
      await this.field(/^Name/).fill(changes.name);
    }
    if (changes.description !== undefined) {
      await this.field(/^Description/).fill(changes.description);
    }
    if (changes.autoAccept !== undefined) {
      await this.page.getByRole('group', { name: 'Auto accept' }).getByRole('radio', { name: changes.autoAccept }).check();
    }
    await this.button('Save').click();
  }

  async addVersion(note: string, { link, activate }: { link?: string; activate: boolean }): Promise<void> {
    await this.link('Add version').click();
    await this.arrives('Add version');
    await fillDocument(this, link);
    await this.field(/^What changed/).fill(note);
    await this.field(/^Activate this version/).setChecked(activate);
    await this.button('Add version').click();
  }

  version(number: number): Locator {
    return this.card('History').getByRole('listitem').filter({ hasText: `Version ${number}` });
  }

  /** The agreement under this one. */
  dependent(name: string): Locator {
    return this.page.locator('#dependents').locator('tbody tr').filter({ hasText: name });
  }
}

async function fillDocument(screen: Screen, link: string | undefined): Promise<void> {
  const source = screen.page.getByRole('group', { name: 'Document source' });
  await source.getByRole('radio', { name: link === undefined ? 'None' : 'Link' }).check();
  if (link !== undefined) {
    await screen.field('Link to the document').fill(link);
  }
}

/** Chooses the option whose words begin so. */
async function choose(select: Locator, words: string): Promise<void> {
  const option = select.locator('option', { hasText: words });
  await expect(option).toHaveCount(1);
  await select.selectOption({ value: (await option.getAttribute('value')) ?? '' });
}
