/** What all page objects share. They speak of what people see: roles, labels, headings; never of classes. */
import { expect, type Locator, type Page } from '@playwright/test';
import { ready, visit } from '../fixtures/browsers.ts';

export class Screen {
  constructor(readonly page: Page) {}

  /** Opens a path and waits until the page can be used; says the answer's status. */
  async visit(path: string): Promise<number> {
    return await visit(this.page, path);
  }

  /** The page's heading. */
  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** Waits for the page with this heading. */
  async arrives(name: string | RegExp): Promise<void> {
    await expect(this.heading(name)).toBeVisible();
    await ready(this.page);
  }

  /** The message after something was done. */
  async says(text: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('status').filter({ hasText: text })).toBeVisible();
  }

  /** What is wrong, above a refused form. */
  get problem(): Locator {
    return this.page.getByRole('alert');
  }

  field(label: string | RegExp): Locator {
    return this.page.getByRole('main').getByLabel(label);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('button', { name });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('link', { name });
  }

  /** The value beside a term: `fact('External id')`. */
  fact(term: string): Locator {
    return this.page.locator('dl > div').filter({ has: this.page.locator(`dt:text-is("${term}")`) }).locator('dd');
  }

  /** A part of the page by its heading. */
  card(name: string | RegExp): Locator {
    const heading = this.page.getByRole('heading', { level: 2, name, exact: true });
    return this.page.locator('section').filter({ has: heading });
  }

  /** Opens a question (`Revoke`), fills it in, and answers it with the button of the same form. */
  async confirm(open: string, answer: string | RegExp, fields: Record<string, string> = {}, within?: Locator): Promise<void> {
    const question = (within ?? this.page.getByRole('main'))
      .locator('details')
      .filter({ has: this.page.locator('summary', { hasText: new RegExp(`^\\s*${open}\\s*$`) }) });
    await question.locator('summary').click();
    for (const [label, value] of Object.entries(fields)) {
      await question.getByLabel(new RegExp(`^${label}`)).fill(value);
    }
    await question.getByRole('button', { name: answer }).click();
  }
}
