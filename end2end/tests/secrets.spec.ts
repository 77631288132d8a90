/** Tokens, passwords and addresses: never in a URL after the first step, a title, a referrer or the log. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/index.ts';
import { linkIn } from '../fixtures/mailbox.ts';
import { person } from '../fixtures/names.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { PartnerPage } from '../pages/partners.ts';
import { ResetPasswordPage } from '../pages/sign-in.ts';

/** Notes every address asked for, and every referrer sent. */
function watched(page: Page): string[] {
  const seen: string[] = [];
  page.on('request', (request) => {
    seen.push(request.url());
    seen.push(request.headers()['referer'] ?? '');
  });
  page.on('framenavigated', (frame) => seen.push(frame.url()));
  return seen;
}

function token(link: string): string {
  return link.split('/t/')[1] ?? '';
}

test('the token of an invitation stays out of addresses, titles, referrers and the log', async ({ arrange, mailbox, page, server }) => {
  const who = person();
  await arrange.invited({ mailTo: who.email });
  const link = linkIn(await mailbox.next(who.email));
  const seen = watched(page);
  const invitation = new InvitationPage(page);
  await invitation.open(link);
  expect(await page.title()).not.toContain(token(link));
  expect(await page.content()).not.toContain(token(link));
  await invitation.accept({ ...who, password: 'too short' }, { email: false });
  await expect(invitation.problem).toBeVisible();
  await invitation.accept(who, { email: false });
  await invitation.opensAccount();

  expect(seen.filter((url) => url.includes(token(link)))).toEqual([link]);
  for (const secret of [who.email, encodeURIComponent(who.email), who.password, encodeURIComponent(who.password)]) {
    expect(seen.filter((url) => url.includes(secret))).toEqual([]);
  }
  for (const secret of [token(link), who.email, who.password]) {
    expect(server.log).not.toContain(secret);
  }
});

test('the token of a reset link stays out as well', async ({ joined, mailbox, page, server }) => {
  const { who } = await joined();
  const seen = watched(page);
  const reset = new ResetPasswordPage(page);
  await reset.ask(who.email);
  const link = linkIn(await mailbox.next(who.email));
  await reset.setNew(link, 'four copper kettles sing');
  await expect(page).toHaveURL(/\/VA-/);
  expect(seen.filter((url) => url.includes(token(link)))).toEqual([link]);
  expect(server.log).not.toContain(token(link));
  expect(seen.filter((url) => url.includes(encodeURIComponent(who.email)))).toEqual([]);
});

test('every answer carries its headers, and the session cookie is closed to scripts @plain', async ({ arrange, desk, distributor, page }) => {
  const { link } = await arrange.invited();
  for (const [at, path] of [
    [page, '/sign-in'],
    [page, link.url],
    [page, '/healthz'],
    [page, '/no/such/page'],
    [desk, `/${distributor.account}/partners`],
    [desk, `/${distributor.account}/partners.csv`],
    [desk, `/${distributor.account}/users.csv`],
  ] as const) {
    const headers = (await at.request.get(path)).headers();
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['referrer-policy'], path).toBe('same-origin');
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy'], path).not.toContain('unsafe-inline');
    expect(headers['cache-control'], path).toContain('no-store');
  }
  expect((await page.request.get(link.url)).headers()['x-robots-tag']).toContain('noindex');
  for (const cookie of (await desk.context().storageState()).cookies) {
    expect(cookie, cookie.name).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  }
});

test('links in mails come from the configured address, not from Host @plain', async ({ arrange, mailbox, playwright, server, distributor }) => {
  const who = person();
  const invited = await arrange.invited();
  const headers = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https', Accept: 'application/json' };
  const request = await playwright.request.newContext({ baseURL: server.url, storageState: distributor.session });
  const form = { account: distributor.account, invitation: invited.link.invitation, email: who.email };
  expect((await request.post('/sfn/invitations/mail_to', { headers, form })).ok()).toBe(true);
  expect(linkIn(await mailbox.next(who.email))).toMatch(new RegExp(`^${server.url}/`));
  await request.dispose();
});

test('the partner page of a stranger shows nothing, not even its name', async ({ arrange, browsers, joined }) => {
  const { session, account } = await joined();
  const { partner } = await arrange.invited();
  const page = new PartnerPage(await browsers.page(session));
  await page.visit(`/${account}/contracts?q=${encodeURIComponent(partner.name)}`);
  await expect(page.page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
});
