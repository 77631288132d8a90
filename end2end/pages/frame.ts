/** Around every page of an account: navigation, account switcher, the person's menu. */
import { expect } from '@playwright/test';
import { ready } from '../fixtures/browsers.ts';
import { Screen } from './screen.ts';

export class Frame extends Screen {
  /** Goes to a page by the navigation. */
  async go(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
    await ready(this.page);
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: /@/ }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).click();
    await expect(this.page).toHaveURL(/\/sign-in/);
    await ready(this.page);
  }

  /** Goes to another of the person's accounts. */
  async switchTo(account: string): Promise<void> {
    await this.page.getByRole('button', { name: /Switch account/ }).click();
    await this.page.locator('#accounts').getByRole('link', { name: account }).click();
    await ready(this.page);
  }
}
