/** The first run, on a server of its own. */
import { Database } from '../fixtures/database.ts';
import { expect, test as base } from '../fixtures/index.ts';
import { looksGood } from '../fixtures/looks.ts';
import { person } from '../fixtures/names.ts';
import { Server } from '../fixtures/server.ts';
import { SetUpPage } from '../pages/set-up.ts';

const test = base.extend<{ fresh: Server }>({
  fresh: async ({ mailbox }, use) => {
    const server = await Server.start(['serve', '--smtp', mailbox.url]);
    await use(server);
    await server.stop();
  },
});

test('the printed link leads to account, marketplace and a test mail', async ({ fresh, mailbox, page }) => {
  const [setUp, admin] = [new SetUpPage(page), person('Adrian Mick')];
  await setUp.open(await fresh.setUpLink());
  expect(page.url(), 'no token stays in the address').toBe(`${fresh.url}/set-up`);
  await setUp.begin("Mighty Mick's LLC", admin);
  await setUp.addMarketplace('Philadelphia Hub', 'Tutorial Marketplace');
  await setUp.sendTestMail(admin.email);
  await expect(setUp.page.getByText(/server answered|250/i).first()).toBeVisible();
  expect((await mailbox.next(admin.email)).subject).toMatch(/can send mail/);
});

test('without the link nobody sets up, and with it only once', async ({ browsers, fresh, page }) => {
  const [setUp, link] = [new SetUpPage(page), await fresh.setUpLink()];
  await setUp.visit(`${fresh.url}/set-up`);
  await setUp.arrives('Open the set-up link');
  await setUp.open(link);
  await setUp.begin("Mighty Mick's LLC", person('Adrian Mick'));

  const late = new SetUpPage(await browsers.page());
  await late.visit(link);
  await late.arrives('Entente is set up');
});

test('a weak password is refused, the rest stays typed, nothing is made', async ({ fresh, page }) => {
  const setUp = new SetUpPage(page);
  await setUp.open(await fresh.setUpLink());
  const admin = person('Adrian Mick');
  await setUp.field('Organisation').fill("Mighty Mick's LLC");
  await setUp.field('Your full name').fill(admin.name);
  await setUp.field('Your e-mail address').fill(admin.email);
  await setUp.field(/^Password/).fill('password1234567');
  await setUp.button('Create account').click();
  await expect(setUp.problem).toContainText(/password/i);
  await expect(setUp.field('Organisation')).toHaveValue("Mighty Mick's LLC");
  await expect(setUp.field('Your e-mail address')).toHaveValue(admin.email);
  await expect(setUp.field(/^Password/)).toHaveValue('');
  expect(new Database(fresh.database).all('SELECT id FROM accounts')).toEqual([]);
});

test('before the first partner every list says what to do, in every look @javascript', async ({ fresh, page }) => {
  test.slow();
  const setUp = new SetUpPage(page);
  await setUp.open(await fresh.setUpLink());
  await looksGood(page);
  const account = await setUp.begin("Mighty Mick's LLC", person('Adrian Mick'));
  await looksGood(page);
  for (const [path, words] of [
    ['', 'Add a marketplace first'],
    ['/partners', 'No partners yet'],
    ['/agreements', 'No agreements yet'],
    ['/contracts', 'No contracts yet'],
    ['/marketplaces', 'No marketplaces yet'],
    ['/hubs', 'No hubs yet'],
  ] as const) {
    await setUp.visit(`${fresh.url}/${account}${path}`);
    await expect(page.getByText(words).first()).toBeVisible();
    await looksGood(page);
  }
});
