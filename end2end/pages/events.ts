/** The log of an account. */
import { expect, type Locator, type Page } from '@playwright/test';
import { ListPage } from './list.ts';

export class EventsPage extends ListPage {
  constructor(page: Page, account: string) {
    super(page, `/${account}/events`);
  }

  /** The events about one object, the newest first. */
  of(object: string): Locator {
    return this.rows.filter({ has: this.page.locator('td[data-label="Object"]', { hasText: object }) });
  }

  /** Shows the events from one day to another; an empty one is no bound. */
  async days({ from, to }: { from: string; to: string }): Promise<void> {
    await this.page.getByRole('button', { name: /^Dates/ }).click();
    const menu = this.page.locator('#filter-days');
    await menu.getByLabel('From', { exact: true }).fill(from);
    await menu.getByLabel('To', { exact: true }).fill(to);
    await menu.getByRole('button', { name: 'Apply' }).click();
  }

  /** Opens what an event changed. */
  async openChanges(event: Locator): Promise<void> {
    await event.locator('summary').click();
  }

  /** Says what stands beside a field of an open event: before, then after. */
  async changed(event: Locator, field: string, before: string, after: string): Promise<void> {
    const values = event.locator('dl > div').filter({ has: this.page.locator(`dt:text-is("${field}")`) }).locator('dd');
    await expect(values).toHaveText([`Before: ${before}`, `After: ${after}`]);
  }
}
