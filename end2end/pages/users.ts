/** Users: the list and its row menus, *Add user*, *Paste addresses*, a user's page. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Person } from '../fixtures/names.ts';
import { ListPage } from './list.ts';
import { Screen } from './screen.ts';

const STEPS = ['General', 'Groups', 'Summary'] as const;

export class UsersPage extends ListPage {
  constructor(page: Page, private readonly account: string) {
    super(page, `/${account}/users`);
  }

  /** General → Groups → Summary, up to the last button. */
  async toSummary({ name, email }: Pick<Person, 'name' | 'email'>, ...groups: string[]): Promise<void> {
    await this.visit(`/${this.account}/users`);
    await this.link('Add user').first().click();
    await this.isAt('General');
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

  /** An item of a row's menu: a link, or a button where it does something at once. */
  async act(row: string, item: string | RegExp): Promise<void> {
    await this.row(row).getByRole('button', { name: /^More for/ }).click();
    await this.item(row, item).click();
  }

  /** The items of a row's menu, once it is open. */
  item(row: string, item: string | RegExp): Locator {
    const menu = this.row(row).locator('.menu');
    return menu.getByRole('link', { name: item }).or(menu.getByRole('button', { name: item }));
  }

  /** The step of *Add user* is shown: in the heading, in the title, and as the present one. */
  async isAt(step: (typeof STEPS)[number]): Promise<void> {
    const heading = `Step ${STEPS.indexOf(step) + 1} of ${STEPS.length}: ${step}`;
    await this.arrives(heading);
    await expect(this.page).toHaveTitle(new RegExp(`^${heading}`));
    await expect(this.page.locator('[aria-current="step"]')).toContainText(step);
  }

  /** The groups, by their ids, that the summary would invite to. */
  async chosen(): Promise<string[]> {
    const groups = await this.page.locator('input[name="groups[]"]').all();
    return await Promise.all(groups.map((group) => group.inputValue()));
  }

  /** Goes back to a step from what the summary says of it. */
  async change(step: 'General' | 'Groups'): Promise<void> {
    await this.link(`Change ${step}`).click();
    await this.isAt(step);
  }
}

/** *Paste addresses*: a list, what would become of it, what became of it. */
export class PastePage extends Screen {
  async open(account: string): Promise<void> {
    await this.visit(`/${account}/users`);
    await this.link('Paste addresses').click();
    await this.arrives('Paste addresses');
  }

  async check(text: string, ...groups: string[]): Promise<void> {
    await this.field('Names and addresses').fill(text);
    for (const group of groups) {
      await this.page.getByRole('checkbox', { name: group }).check();
    }
    await this.button('Check').click();
  }

  /** What has been said of the list as a whole. */
  async result(text: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 2, name: text, exact: true })).toBeVisible();
  }

  /** What becomes of the entries, in the list's order. */
  get fates(): Locator {
    return this.page.getByRole('main').locator('td[data-label="What becomes of it"]');
  }

  entry(text: string): Locator {
    return this.page.getByRole('main').locator('tbody tr').filter({ hasText: text });
  }
}

export class UserPage extends Screen {
  /** Asks, in a dialog or on a page of its own, and does it. */
  async remove(): Promise<void> {
    await this.link('Remove user').click();
    await this.button('Remove user').click();
  }

  async open(account: string, key: string): Promise<void> {
    await this.visit(`/${account}/users/${key}`);
  }

  get linkField(): Locator {
    return this.card('Invitation').getByRole('textbox', { name: 'Invitation link' });
  }

  /** The invitation's link, once the page is there. */
  async invitationLink(): Promise<string> {
    await expect(this.linkField).toHaveValue(/\/invitation\/t\//);
    return await this.linkField.inputValue();
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
