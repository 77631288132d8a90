/** Groups: the list, the permission matrix. */
import type { Locator, Page } from '@playwright/test';
import { ListPage } from './list.ts';

export type Level = 'None' | 'View' | 'Manage';

export interface Group {
  name?: string;
  /** Level by module: `{ Contracts: 'View' }`. */
  levels?: Record<string, Level>;
  signs?: boolean;
}

export class GroupsPage extends ListPage {
  constructor(page: Page, account: string) {
    super(page, `/${account}/groups`);
  }

  async add(group: Group): Promise<void> {
    await this.link('Add group').click();
    await this.arrives('Add group');
    await this.fill(group);
    await this.button('Add group').click();
  }

  async edit(name: string, changes: Group): Promise<void> {
    await this.openRow(name);
    await this.fill(changes);
    await this.button('Save').click();
  }

  async delete(name: string): Promise<void> {
    await this.openRow(name);
    await this.confirm('Delete group', 'Delete group');
  }

  async openRow(name: string): Promise<void> {
    await this.link(name).click();
    await this.arrives(name);
  }

  /** The users in the group. */
  get members(): Locator {
    return this.card('Users').getByRole('listitem');
  }

  async addUsers(...names: string[]): Promise<void> {
    await this.card('Users').locator('summary', { hasText: 'Add users' }).click();
    for (const name of names) {
      await this.page.getByRole('checkbox', { name }).check();
    }
    await this.button('Add to the group').click();
  }

  async takeOut(name: string): Promise<void> {
    await this.button(`Take out ${name}`).click();
  }

  private async fill({ name, levels = {}, signs }: Group): Promise<void> {
    if (name !== undefined) {
      await this.field('Name').fill(name);
    }
    for (const [module, level] of Object.entries(levels)) {
      await this.page.getByRole('radio', { name: `${module}: ${level}` }).check();
    }
    if (signs !== undefined) {
      await this.field(/^May sign/).setChecked(signs);
    }
  }
}
