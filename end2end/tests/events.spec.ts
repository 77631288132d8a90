/** The log: what was done stands there with before and after, is found, narrowed and exported. */
import { expect, test } from '../fixtures/index.ts';
import { looksGood } from '../fixtures/looks.ts';
import { unique } from '../fixtures/names.ts';
import { EventsPage } from '../pages/events.ts';
import { Frame } from '../pages/frame.ts';
import { GroupsPage } from '../pages/groups.ts';
import { HubsPage } from '../pages/hubs.ts';

/** A day so many days from today, as the URL has it. */
const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

test('a change stands in the log with person, channel, before and after', async ({ desk, distributor }) => {
  const [hubs, name] = [new HubsPage(desk, distributor.account), `Camden Hub ${unique()}`];
  await hubs.open();
  await hubs.add({ name });
  await hubs.openRow(name);
  const id = /HB-[\d-]+/.exec(desk.url())?.[0] ?? '';
  await hubs.field(/^Name/).fill(`${name} East`);
  await hubs.button('Save').click();
  await hubs.says('Hub saved.');

  await new Frame(desk).go('Events');
  const events = new EventsPage(desk, distributor.account);
  await events.arrives('Events');
  await events.search(id);
  await events.shows('1–2 of 2');
  await expect(events.column('What').locator('summary')).toHaveText(['changed the hub', 'added the hub']);
  const changed = events.of(id).first();
  await expect(changed).toContainText(distributor.admin.name);
  await expect(changed.locator('td[data-label="Channel"]')).toHaveText('web');
  await events.openChanges(changed);
  await events.changed(changed, 'Name', name, `${name} East`);
  await events.openChanges(events.of(id).last());
  await events.changed(events.of(id).last(), 'Name', '—', name);

  await changed.getByRole('link', { name: `${name} East` }).click();
  await hubs.arrives(`${name} East`);
  await hubs.confirm('Delete hub', 'Delete hub');
  await hubs.says('Hub deleted.');
  await events.open(`?q=${id}`);
  await events.shows('1–3 of 3');
  await expect(events.column('Object').getByRole('link')).toHaveCount(0);
});

test('the exact time of the first row is not behind the head @javascript', async ({ desk, distributor }) => {
  const events = new EventsPage(desk, distributor.account);
  await events.open();
  const time = events.column('When').first().locator('time');
  await time.hover();
  const [cell, head] = [events.column('When').first(), events.heads.first()];
  const layer = async (part: typeof cell) => Number(await part.evaluate((element) => getComputedStyle(element).zIndex));
  expect(await layer(cell)).toBeGreaterThan(await layer(head));
});

test('search, object, person and period narrow the log', async ({ arrange, browsers, desk, distributor, joined }) => {
  const { account, invited, session, who } = await joined();
  const { partner } = await arrange.invited();
  const events = new EventsPage(desk, distributor.account);
  await events.open(`?q=${invited.contract.id}`);
  await expect(events.column('What').filter({ hasText: 'signed the contract' })).toHaveCount(1);
  await events.search('nothing is called so');
  await expect(desk.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();

  await events.open();
  await events.search(partner.name);
  await expect(events.column('Object').filter({ hasNotText: partner.name })).toHaveCount(0);
  await events.filter('Object', 'Partner');
  await expect(desk).toHaveURL((url) => url.searchParams.get('object') === 'partner');
  await expect(events.column('What').locator('summary')).toHaveText(['added the partner']);
  await events.filter('Period', 'Today');
  await expect(events.column('What').locator('summary')).toHaveText(['added the partner']);
  await desk.getByRole('link', { name: /^Remove filter: Object/ }).click();
  await expect(desk).toHaveURL((url) => !url.searchParams.has('object') && url.searchParams.get('period') === 'today');

  await events.open(`?q=${invited.contract.id}`);
  await events.filter('Person', who.name);
  await expect(desk).toHaveURL((url) => /^UR-/.test(url.searchParams.get('person') ?? ''));
  await expect(events.column('Person').filter({ hasNotText: who.name })).toHaveCount(0);
  await expect(events.column('Person').first()).toContainText(who.name);

  // The partner has a log of its own, and nothing of the distributor's in it.
  const theirs = new EventsPage(await browsers.page(session), account);
  await theirs.open();
  await theirs.shows('1–1 of 1');
  await expect(theirs.column('What').locator('summary')).toHaveText(['registered and joined the account']);
  await theirs.openChanges(theirs.rows.first());
  await theirs.changed(theirs.rows.first(), 'Groups', '—', 'Administrators');
});

test('an object leads to its events and to no others', async ({ browsers, desk, distributor, joined }) => {
  const [hubs, name] = [new HubsPage(desk, distributor.account), `About Hub ${unique()}`];
  await hubs.open();
  await hubs.add({ name });
  await hubs.openRow(name);
  const id = /HB-[\d-]+/.exec(desk.url())?.[0] ?? '';
  await hubs.link('Events').click();
  const events = new EventsPage(desk, distributor.account);
  await events.arrives('Events');
  await expect(desk).toHaveURL((url) => url.searchParams.get('about') === id);
  await events.shows('1–1 of 1');
  await expect(events.column('What').locator('summary')).toHaveText(['added the hub']);
  await events.filter('Period', 'Today');
  await events.shows('1–1 of 1');
  await desk.getByRole('link', { name: `Remove filter: About ${name}` }).click();
  await expect(desk).toHaveURL((url) => !url.searchParams.has('about') && url.searchParams.get('period') === 'today');

  const [groups, group] = [new GroupsPage(desk, distributor.account), `About ${unique()}`];
  await groups.open();
  await groups.add({ name: group });
  await groups.says(`Group ${group} added.`);
  await groups.openRow(group);
  await groups.link('Events').click();
  await events.arrives('Events');
  await expect(desk.getByRole('link', { name: `Remove filter: About ${group}` })).toBeVisible();
  await expect(events.column('What').locator('summary')).toHaveText(['added the group']);

  // A contract has its events in the issuer's log, so only there a link leads to them.
  const { account, invited, session } = await joined();
  await events.visit(`/${distributor.account}/contracts/${invited.contract.id}`);
  await expect(events.link('Events')).toBeVisible();
  const theirs = new EventsPage(await browsers.page(session), account);
  await theirs.visit(`/${account}/contracts/${invited.contract.id}`);
  await expect(theirs.card('Timeline')).toBeVisible();
  await expect(theirs.link('Events')).toHaveCount(0);
});

test('days narrow the log, both included', async ({ desk, distributor }) => {
  const [hubs, name] = [new HubsPage(desk, distributor.account), `Days Hub ${unique()}`];
  await hubs.open();
  await hubs.add({ name });
  await expect(hubs.link(name)).toBeVisible();
  const events = new EventsPage(desk, distributor.account);
  await events.open('?object=hub');
  await events.days({ from: day(-1), to: day(1) });
  await expect(desk).toHaveURL(
    ({ searchParams: url }) => url.get('from') === day(-1) && url.get('to') === day(1) && url.get('object') === 'hub',
  );
  await expect(events.row(name)).toHaveCount(1);
  const lines = await events.csv();
  expect(lines.filter((line) => line.includes(name))).toHaveLength(1);

  await events.days({ from: '', to: day(-1) });
  await expect(desk.getByRole('link', { name: /^Remove filter: To/ })).toBeVisible();
  await expect(desk.getByRole('link', { name: /^Remove filter: From/ })).toHaveCount(0);
  await expect(events.row(name)).toHaveCount(0);
  expect((await events.csv()).filter((line) => line.includes(name))).toHaveLength(0);

  await events.days({ from: day(1), to: day(-1) });
  await expect(desk.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await desk.getByRole('link', { name: /^Remove filter: From/ }).click();
  await expect(desk.getByRole('link', { name: /^Remove filter: From/ })).toHaveCount(0);
  await desk.getByRole('link', { name: /^Remove filter: To/ }).click();
  await expect(events.row(name)).toHaveCount(1);
});

test('the CSV export has the filter, and before and after', async ({ desk, distributor }) => {
  const [hubs, name] = [new HubsPage(desk, distributor.account), `Export Hub ${unique()}`];
  await hubs.open();
  await hubs.add({ name });
  await hubs.edit(name, { name: `${name} West` });
  await hubs.says('Hub saved.');
  const events = new EventsPage(desk, distributor.account);
  await events.open('?object=hub&columns=when,what,object,note');
  await expect(events.heads).toHaveText(['When', 'What', 'Object', 'Note']);
  const lines = await events.csv();
  expect(lines[0]).toBe('When,What,Object,Object\'s name,Object\'s id,Note,Before,After');
  expect(lines[1]).toContain(`changed the hub,Hub,${name} West,HB-`);
  expect(lines[1]).toContain(`"{""name"":""${name}""}","{""name"":""${name} West""}"`);
  expect(lines.slice(1).every((line) => /,Hub,[^,]+,HB-/.test(line))).toBe(true);
});

test('the pages look right @javascript', async ({ browsers, desk, distributor, joined }) => {
  test.slow();
  const { account, session } = await joined();
  const hubs = new HubsPage(desk, distributor.account);
  await hubs.open();
  await hubs.add({ name: `Look Hub ${unique()}`, description: 'Serves the north' });
  const events = new EventsPage(desk, distributor.account);
  await events.open('?columns=when,person,what,object,channel,note');
  await looksGood(desk);
  await events.openChanges(events.row('added the hub').first());
  await looksGood(desk);
  await desk.getByRole('button', { name: /^Person/ }).click();
  await looksGood(desk);
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: /^Dates/ }).click();
  await looksGood(desk);
  const theirs = new EventsPage(await browsers.page(session), account);
  await theirs.open();
  await looksGood(theirs.page);
});
