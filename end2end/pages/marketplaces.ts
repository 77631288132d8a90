/** Marketplaces: the list, the form. */
import type { Page } from '@playwright/test';
import { ListPage } from './list.ts';

export interface Marketplace {
  name: string;
  countries: string[];
  currency: string;
  hubs: string[];
}

export class MarketplacesPage extends ListPage {
  constructor(page: Page, account: string) {
    super(page, `/${account}/marketplaces`);
  }

  async add(marketplace: Marketplace): Promise<void> {
    await this.link('Add marketplace').click();
    await this.arrives('Add marketplace');
    await this.fill(marketplace);
    await this.button('Add marketplace').click();
  }

  async fill(marketplace: Partial<Marketplace>): Promise<void> {
    if (marketplace.name !== undefined) {
      await this.field(/^Name/).fill(marketplace.name);
    }
    for (const country of marketplace.countries ?? []) {
      await this.page.getByRole('group', { name: 'Countries' }).getByLabel(country, { exact: true }).check();
    }
    if (marketplace.currency !== undefined) {
      await this.field('Currency').selectOption(marketplace.currency);
    }
    for (const hub of marketplace.hubs ?? []) {
      await this.page.getByRole('group', { name: 'Hubs' }).getByLabel(hub).check();
    }
  }

  async openRow(name: string): Promise<void> {
    await this.link(name).click();
    await this.arrives(name);
  }

  async delete(name: string): Promise<void> {
    await this.openRow(name);
    await this.confirm('Delete marketplace', 'Delete marketplace');
  }
}
