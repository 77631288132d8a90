/** Fifty people accept one invitation at once, over HTTP: exactly one wins, the others get a sentence. */
import { acceptance, send } from '../fixtures/api.ts';
import { someAddress } from '../fixtures/browsers.ts';
import { expect, test } from '../fixtures/index.ts';
import { person } from '../fixtures/names.ts';

test('50 parallel accepts make one contract @plain', async ({ arrange, database, playwright, server }) => {
  test.slow();
  const invited = await arrange.invited();
  const people = Array.from({ length: 50 }, () => person());
  const ready = await Promise.all(
    people.map(async (who) => {
      const extraHTTPHeaders = { 'X-Forwarded-For': someAddress() };
      // Fifty passwords are hashed, two at a time.
      const request = await playwright.request.newContext({ baseURL: server.url, extraHTTPHeaders, timeout: 60_000 });
      return { request, form: await acceptance(request, invited, who) };
    }),
  );
  const answers = await Promise.all(ready.map(async ({ request, form }) => await send(request, 'invitations/accept', form)));
  const statuses = answers.map((answer) => answer.status());
  expect(statuses.filter((status) => status < 300), statuses.join(' ')).toHaveLength(1);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  for (const answer of answers.filter((answer) => answer.status() >= 400)) {
    expect(((await answer.json()) as { message: string }).message).toMatch(/\.$/);
  }
  await Promise.all(ready.map(async ({ request }) => await request.dispose()));

  const { id } = invited.partner;
  const count = (table: string, where: string): number => Number(database.all(`SELECT count(*) AS n FROM ${table} WHERE ${where}`, id)[0]?.['n']);
  expect(count('memberships', 'account_id = ?')).toBe(1);
  expect(count('contracts', "partner_id = ? AND type = 'program' AND status = 'active'")).toBe(1);
  expect(count('contracts', "partner_id = ? AND type = 'distribution' AND status = 'active'")).toBe(1);
  expect(count('acceptances', "partner_id = ? AND act = 'accepted'")).toBe(1);
  const emails = people.map(() => '?').join(', ');
  expect(database.all(`SELECT id FROM users WHERE email IN (${emails})`, ...people.map(({ email }) => email))).toHaveLength(1);
});

test('accepting and revoking at once: one of the two @plain', async ({ arrange, database, playwright, server }) => {
  const invited = await arrange.invited();
  const request = await playwright.request.newContext({ baseURL: server.url });
  const form = await acceptance(request, invited, person());
  const revoke = arrange.post('invitations/revoke', { invitation: invited.link.invitation, reason: '' }).then(
    () => true,
    () => false,
  );
  const [accepted, revoked] = [(await send(request, 'invitations/accept', form)).ok(), await revoke];
  expect(accepted).not.toBe(revoked);
  const [row] = database.all('SELECT status FROM invitations WHERE id = ?', invited.link.invitation);
  expect(row?.['status']).toBe(accepted ? 'accepted' : 'revoked');
  await request.dispose();
});
