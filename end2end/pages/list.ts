/** The one list: directory, agreements, contracts, hubs, marketplaces. */
import { expect, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { Screen } from './screen.ts';

export class ListPage extends Screen {
  constructor(page: Page, private readonly path: string) {
    super(page);
  }

  async open(query = ''): Promise<void> {
    await this.visit(`${this.path}${query}`);
  }

  /** The row with this text. */
  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text });
  }

  get rows(): Locator {
    return this.page.getByRole('main').locator('tbody tr');
  }

  /** A cell of a row by its column's name. */
  cell(row: string | RegExp, column: string): Locator {
    return this.row(row).locator(`td[data-label="${column}"]`);
  }

  /** All cells of a column. */
  column(name: string): Locator {
    return this.rows.locator(`td[data-label="${name}"]`);
  }

  get heads(): Locator {
    return this.page.getByRole('main').locator('thead th[scope=col]:not(.cell-actions)');
  }

  async search(text: string): Promise<void> {
    const box = this.page.getByRole('searchbox');
    await box.fill(text);
    await box.press('Enter');
  }

  /** Switches a value of a filter on or off. */
  async filter(name: string, value: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await this.option(name, value).click();
  }

  /** How many rows a value of a filter has, as the open menu says. */
  async counted(name: string, value: string): Promise<number> {
    await this.page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    const text = await this.option(name, value).locator('.menu-count').innerText();
    await this.page.keyboard.press('Escape');
    return Number(text.replace(/\s/g, ''));
  }

  async sortBy(column: string): Promise<void> {
    await this.page.getByRole('columnheader', { name: column, exact: true }).getByRole('link').click();
  }

  /** Shows exactly these columns. */
  async choose(columns: string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'Columns' }).click();
    const menu = this.page.locator('#columns');
    for (const box of await menu.getByRole('checkbox').all()) {
      const label = await box.locator('xpath=..').innerText();
      await box.setChecked(columns.includes(label.trim()));
    }
    await menu.getByRole('button', { name: 'Apply' }).click();
  }

  async rowsPerPage(rows: 10 | 25 | 50 | 100): Promise<void> {
    await this.page.getByRole('group', { name: 'Rows per page' }).getByRole('link', { name: String(rows), exact: true }).click();
  }

  async turn(to: 'First' | 'Previous' | 'Next' | 'Last'): Promise<void> {
    await this.page.getByRole('link', { name: `${to} page` }).click();
  }

  /** "1–25 of 1 284", its thin spaces made plain. */
  async shows(count: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('navigation', { name: 'Pages' }).getByRole('status')).toHaveText(count);
  }

  /** The lines of the CSV export. */
  async csv(): Promise<string[]> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('link', { name: 'Export as CSV' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    return text.replace(/^\uFEFF/, '').trimEnd().split(/\r?\n/);
  }

  private option(name: string, value: string): Locator {
    return this.page.locator(`#filter-${name.toLowerCase()}`).getByRole('link', { name: new RegExp(`^${value}`) });
  }
}
