/** Users: the list, *Add user*, a user's page. */
import type { Locator, Page } from '@playwright/test';
import type { Person } from '../fixtures/names.ts';
import { ListPage } from './list.ts';
import { Screen } from './screen.ts';

export class UsersPage extends ListPage {
  constructor(page: Page, private readonly account: string) {
    super(page, `/${account}/users`);
  }

  /** General → Groups → Summary, up to the last button. */
  async toSummary({ name, email }: Pick<Person, 'name' | 'email'>, ...groups: string[]): Promise<void> {
    await this.visit(`/${this.account}/users`);
    await this.link('Add user').first().click();
    await this.arrives('Add user');
    await this.field('Name').fill(name);
    await this.field(/^E-mail address/).fill(email);
    await this.button('Next').click();
    await this.isAt('Groups');
    for (const group of groups) {
      await this.page.getByRole('checkbox', { name: group }).check();
    }
    await this.button('Next').click();
    await this.isAt('Summary');
  }

  async invite(who: Pick<Person, 'name' | 'email'>, ...groups: string[]): Promise<UserPage> {
    await this.toSummary(who, ...groups);
    await this.button('Invite').click();
    const user = new UserPage(this.page);
    await user.arrives(who.name);
    return user;
  }

  async isAt(step: string): Promise<void> {
    await this.page.locator('[aria-current="step"]').filter({ hasText: step }).waitFor();
  }
}

export class UserPage extends Screen {
  async open(account: string, key: string): Promise<void> {
    await this.visit(`/${account}/users/${key}`);
  }

  get linkField(): Locator {
    return this.card('Invitation').getByRole('textbox', { name: 'Invitation link' });
  }

  async setGroups(...groups: string[]): Promise<void> {
    for (const box of await this.page.getByRole('group', { name: 'Groups' }).getByRole('checkbox').all()) {
      await box.uncheck();
    }
    for (const group of groups) {
      await this.page.getByRole('checkbox', { name: group }).check();
    }
    await this.button('Save').click();
  }
}
