/**
 * GET and HEAD write nothing: every link that a distributor, a vendor and a visitor find is asked for both ways, and
 * the database is compared before and after. One browser mode is enough, since no browser is needed.
 */
import type { APIRequestContext } from '@playwright/test';
import type { Database } from '../fixtures/database.ts';
import { expect, test } from '../fixtures/index.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person } from '../fixtures/names.ts';

/** Asks for `start` and everything it leads to, by GET and by HEAD; returns the paths asked for. */
async function crawl(request: APIRequestContext, start: string[]): Promise<string[]> {
  const waiting = [...start];
  const known = new Set(start);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const head = await request.head(path, { headers: { Accept: 'text/html' } });
    const answer = await request.get(path, { headers: { Accept: 'text/html' } });
    expect(answer.status(), `GET ${path}`).toBeLessThan(500);
    expect(head.status(), `HEAD ${path}`).toBe(answer.status());
    // A list's links lead to the same list in other orders; following those too would never end.
    const follow = !path.includes('?') && (answer.headers()['content-type'] ?? '').startsWith('text/html');
    for (const link of follow ? links(await answer.text()) : []) {
      if (!known.has(link)) {
        known.add(link);
        waiting.push(link);
      }
    }
  }
  return [...known];
}

/** The pages of this server that `html` links to. */
function links(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src|action)="(\/[^"#]*)/g)]
    .map(([, link]) => (link ?? '').replaceAll('&amp;', '&'))
    .filter((link) => !link.startsWith('//') && !link.startsWith('/sfn/'));
}

/** No mail waits to be sent: sending writes what became of it. */
async function quiet(database: Database): Promise<void> {
  const waiting = "SELECT id FROM deliveries WHERE state = 'queued'";
  await expect.poll(() => database.all(waiting).length, { timeout: 15_000 }).toBe(0);
}

test('every page that can be reached writes nothing @plain', async ({ arrange, browsers, database, desk, distributor, joined, mailbox, page }) => {
  test.slow();
  const { account, session } = await joined({ autoAccept: false });
  const [invited, draft, who] = [await arrange.invited(), await arrange.draft(), person()];
  await arrange.invited({ kind: 'reseller', mailTo: who.email });
  const mailed = linkIn(await mailbox.next(who.email));
  await quiet(database);
  const before = database.fingerprint();

  const inside = await crawl(desk.request, [
    `/${distributor.account}`,
    `/${distributor.account}/set-up`,
    `/${distributor.account}/partners/wizard/${draft}/summary`,
    `/${distributor.account}/partners.csv`,
    `/${distributor.account}/users.csv`,
    '/me',
  ]);
  const theirs = await crawl((await browsers.page(session)).request, [`/${account}`, invited.link.url]);
  const outside = await crawl(page.request, ['/', '/sign-in', '/set-up', '/reset-password/new', invited.link.url, mailed]);

  await quiet(database);
  expect(database.fingerprint()).toEqual(before);
  for (const part of ['/partners/', '/agreements/', '/contracts/', '/hubs/', '/marketplaces/', '/partners/wizard/', '/edit', '/new']) {
    expect(inside.some((path) => path.includes(part)), `the crawl came by ${part}`).toBe(true);
  }
  expect(theirs.length).toBeGreaterThan(8);
  expect(outside.length).toBeGreaterThan(5);
});

test('server functions do not take GET @plain', async ({ database, desk, distributor }) => {
  await quiet(database);
  const before = database.fingerprint();
  for (const name of ['wizard/start', 'access/sign_out', 'hubs/create', 'invitations/accept', 'partners/list']) {
    const answer = await desk.request.get(`/sfn/${name}?account=${distributor.account}&name=x`, { maxRedirects: 0 });
    expect([404, 405]).toContain(answer.status());
  }
  expect(database.fingerprint()).toEqual(before);
});

test('forms sent from another site are refused @plain', async ({ database, desk, distributor }) => {
  const before = database.all('SELECT count(*) AS n FROM wizard_drafts');
  const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site', Accept: 'text/html' };
  const answer = await desk.request.post('/sfn/wizard/start', { headers, form: { account: distributor.account } });
  expect(answer.status()).toBe(403);
  expect(database.all('SELECT count(*) AS n FROM wizard_drafts')).toEqual(before);
});
