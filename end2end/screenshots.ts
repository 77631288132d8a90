/** Takes the README's pictures of the main pages, light and dark, and puts them into docs/screenshots. */
import { expect, test, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Arrange } from './fixtures/api.ts';
import { Server } from './fixtures/server.ts';
import { SignInPage } from './pages/sign-in.ts';

const folder = fileURLToPath(new URL('../docs/screenshots', import.meta.url));

/** Name of the picture, and the page's path; `{invitation}` is a link that can be taken. */
interface Picture {
  name: string;
  path: string;
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(colorScheme, async ({ browser }) => {
    mkdirSync(folder, { recursive: true });
    const server = await Server.start(['demo']);
    const options = { baseURL: server.url, colorScheme, viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'UTC' };
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const account = await signIn(page, server);
    const arrange = new Arrange(context.request, account);
    const draft = await arrange.draft({ name: 'Front Street Inc' });
    const invited = await arrange.invited({ name: 'Harbour Analytics', note: 'We look forward to working with you.' });
    const visitor = await (await browser.newContext(options)).newPage();
    for (const { name, path } of inside(account, draft, invited.partner.id)) {
      await take(page, path, `${name}-${colorScheme}`);
    }
    await take(visitor, invited.link.url, `invitation-${colorScheme}`);
    await context.close();
    await visitor.context().close();
    await server.stop();
  });
}

function inside(account: string, draft: string, partner: string): Picture[] {
  return [
    { name: 'home', path: `/${account}` },
    { name: 'directory', path: `/${account}/partners` },
    { name: 'wizard', path: `/${account}/partners/wizard/${draft}/agreement` },
    { name: 'partner', path: `/${account}/partners/${partner}` },
  ];
}

async function signIn(page: Page, server: Server): Promise<string> {
  const found = /Demo account (\S+): sign in as (\S+) with the password (.+)/.exec(server.log);
  const [account = '', email = '', password = ''] = found?.slice(1).map((text) => text.trim()) ?? [];
  const form = new SignInPage(page);
  await form.open();
  await form.fill({ email, password });
  await form.arrives('Home');
  return account;
}

/** One picture, once the page has come to life and its fonts and icons are there. */
async function take(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  await expect(page.locator('html.hydrated')).toBeAttached();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled', caret: 'hide' });
}
