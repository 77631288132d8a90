/** One person in several accounts: the switcher, tabs side by side, where one is after signing in. */
import type { Page } from '@playwright/test';
import { accept, type Arrange, type Invited } from '../fixtures/api.ts';
import type { Browsers } from '../fixtures/browsers.ts';
import { expect, test, type Joined } from '../fixtures/index.ts';
import { unique, type Person } from '../fixtures/names.ts';
import { Frame } from '../pages/frame.ts';
import { GroupsPage } from '../pages/groups.ts';
import { InvitationPage } from '../pages/invitation.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { UsersPage } from '../pages/users.ts';

const OF_DISTRIBUTORS = [
  'Home',
  'Directory',
  'Program',
  'Distribution',
  'Service',
  'Syndication',
  'All contracts',
  'Marketplaces',
  'Hubs',
  'Users',
  'Groups',
  'Onboarding',
  'Security',
  'Events',
];
const OF_PARTNERS = ['Home', 'Distributors', 'Open to you', 'Your contracts', 'Users', 'Groups', 'Security', 'Events'];

/** The administrator of a vendor's and of a reseller's account. */
interface Twice {
  who: Person;
  page: Page;
  vendor: Invited;
  reseller: Invited;
}

async function twice(arrange: Arrange, browsers: Browsers, joined: () => Promise<Joined>): Promise<Twice> {
  const { invited: vendor, session, who } = await joined();
  const [page, reseller] = [await browsers.page(session), await arrange.invited({ kind: 'reseller' })];
  await accept(page.request, reseller, who);
  return { who, page, vendor, reseller };
}

test('one person in a distributor\'s, a vendor\'s and a reseller\'s account: each has its own navigation and contracts', async ({
  arrange,
  browsers,
  desk,
  distributor,
  joined,
}) => {
  const { page, reseller, vendor, who } = await twice(arrange, browsers, joined);
  const user = await new UsersPage(desk, distributor.account).invite(who, 'Viewers');
  const invitation = new InvitationPage(page);
  await invitation.visit(await user.invitationLink());
  await invitation.join();
  const frame = new Frame(page);
  await frame.arrives('Home');
  await expect(page).toHaveURL(`/${distributor.account}`);
  await expect(frame.entries).toHaveText(OF_DISTRIBUTORS);
  await page.getByRole('button', { name: /Switch account/ }).click();
  await expect(frame.accounts).toHaveCount(3);
  await page.keyboard.press('Escape');

  for (const [here, elsewhere] of [
    [vendor, reseller],
    [reseller, vendor],
  ] as const) {
    await frame.switchTo(here.partner.name);
    await expect(page).toHaveURL(`/${here.partner.id}`);
    await expect(frame.entries).toHaveText(OF_PARTNERS);
    await frame.go('Your contracts');
    await frame.arrives('Contracts');
    await expect(page.locator('tbody')).toContainText(here.contract.id);
    await expect(page.locator('tbody')).not.toContainText(elsewhere.contract.id);
  }
  await frame.switchTo(distributor.name);
  await expect(page).toHaveURL(`/${distributor.account}`);
  await expect(frame.entries).toHaveText(OF_DISTRIBUTORS);
  await expect(page).toHaveTitle(`Home · ${distributor.name} · Entente`);
  await page.getByRole('button', { name: new RegExp(who.name) }).click();
  await page.getByRole('link', { name: 'My profile' }).click();
  await frame.arrives('My profile');
  await expect(page).toHaveTitle('My profile · Entente');
  for (const { partner } of [vendor, reseller]) {
    expect(await frame.visit(`/${distributor.account}/partners/${partner.id}`)).toBe(200);
    await frame.arrives(partner.name);
  }
});

test('two tabs in two accounts work side by side, each in its own', async ({ arrange, browsers, joined }) => {
  const { page, reseller, vendor } = await twice(arrange, browsers, joined);
  const other = await page.context().newPage();
  const tabs = [
    { account: vendor.partner.id, title: vendor.partner.name, frame: new Frame(page), name: `First ${unique()}` },
    { account: reseller.partner.id, title: reseller.partner.name, frame: new Frame(other), name: `Second ${unique()}` },
  ].map((tab) => ({ ...tab, groups: new GroupsPage(tab.frame.page, tab.account) }));
  for (const { groups, title } of tabs) {
    // As a person does it; a tab in the background hardly draws.
    await groups.page.bringToFront();
    await groups.open();
    await expect(groups.page).toHaveTitle(`Groups · ${title} · Entente`);
  }
  for (const { account, groups, name } of tabs) {
    await groups.page.bringToFront();
    await groups.add({ name, levels: { Contracts: 'View' } });
    await groups.says(`Group ${name} added.`);
    await expect(groups.page).toHaveURL(new RegExp(`/${account}/groups`));
  }
  // What the other tab did meanwhile does not lead this one astray.
  for (const { account, frame, groups, name } of tabs) {
    await frame.page.bringToFront();
    await frame.go('Home');
    await frame.arrives('Home');
    await expect(frame.page).toHaveURL(`/${account}`);
    await frame.go('Groups');
    await groups.arrives('Groups');
    await groups.edit(name, { levels: { Contracts: 'Manage' } });
    await groups.says('Group saved.');
    await expect(frame.page).toHaveURL(new RegExp(`/${account}/groups`));
  }
  for (const [at, { groups, name }] of tabs.entries()) {
    await groups.page.bringToFront();
    await groups.open();
    await expect(groups.cell(name, 'Permissions')).toHaveText('Manages contracts');
    await expect(groups.row(tabs[1 - at]?.name ?? '')).toHaveCount(0);
  }
});

test('who signs in again is in the account they were in last', async ({ arrange, browsers, joined }) => {
  const { page, reseller, vendor, who } = await twice(arrange, browsers, joined);
  const [frame, signIn] = [new Frame(page), new SignInPage(page)];
  await frame.visit(`/${vendor.partner.id}`);
  for (const { partner } of [reseller, vendor]) {
    await frame.switchTo(partner.name);
    await expect(page).toHaveURL(`/${partner.id}`);
    await frame.go('Your contracts');
    await frame.arrives('Contracts');
    await frame.signOut();
    await signIn.arrives('Sign in');
    await signIn.fill(who);
    await frame.arrives('Home');
    await expect(page).toHaveURL(`/${partner.id}`);
    await frame.visit('/');
    await expect(page).toHaveURL(`/${partner.id}`);
  }
});
