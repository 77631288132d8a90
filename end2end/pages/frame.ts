/** Around every page of an account: navigation, account switcher, the person's menu. */
import { expect, type Locator } from '@playwright/test';
import { ready } from '../fixtures/browsers.ts';
import { Screen } from './screen.ts';

export class Frame extends Screen {
  /** Goes to a page by the navigation. */
  async go(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
    await ready(this.page);
  }

  /** What the navigation leads to. */
  get entries(): Locator {
    return this.page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: /@/ }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).click();
    await expect(this.page).toHaveURL(/\/sign-in/);
    await ready(this.page);
  }

  /** The person's accounts, as the open switcher has them. */
  get accounts(): Locator {
    return this.page.locator('#accounts').getByRole('link');
  }

  /** Goes to another of the person's accounts. */
  async switchTo(account: string): Promise<void> {
    await this.page.getByRole('button', { name: /Switch account/ }).click();
    await this.accounts.filter({ hasText: account }).click();
    await ready(this.page);
  }
}
