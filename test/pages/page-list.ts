/**
 * Every page there is, in every state that looks different. Pictures, axe, the weight and the content policy all go
 * by this list; `pages-routes.test.ts` fails when an address of the app is missing from it.
 */
import type { Page } from "playwright-core";
import type { SceneName, World } from "./scenes.ts";
import { answerAgentSignIn, chain, followLink, press, send, sendFromElsewhere, signIn } from "./steps.ts";

export type Visitor = "nobody" | "setup" | "zendesk" | "zoho";

/** What is done once the address is open. */
export type Step = (page: Page, world: World) => Promise<void>;

export interface PageCase {
	/** Part of the picture's file name. */
	name: string;
	scene: SceneName;
	visitor: Visitor;
	/** `{workspace}` and the like are ids of the scene. */
	address: string;
	step: Step | null;
}

type Line = readonly [name: string, address: string, step?: Step];

function pagesOf(scene: SceneName, visitor: Visitor, lines: readonly Line[]): PageCase[] {
	return lines.map(([name, address, step = null]) => ({ name, scene, visitor, address, step }));
}

/** The pages that names and texts of other people are on. */
const WITH_NAMES: readonly Line[] = [
	["overview", "/admin"],
	["workspace", "/admin/workspaces/{workspace}"],
	["workspace-where", "/admin/workspaces/{workspace}/where"],
	["workspace-delete", "/admin/workspaces/{workspace}/delete"],
	["workspace-deliveries", "/admin/workspaces/{workspace}/deliveries"],
	["activity", "/admin/activity"],
	["problems", "/admin/activity/problems"],
	["delivery-problem", "/admin/activity/deliveries/{problem}"],
	["webhooks", "/admin/activity/webhooks"],
	["syncs", "/admin/activity/syncs"],
	["errors", "/admin/activity/errors"],
	["audit", "/admin/activity/audit"],
	["agents", "/admin/agents"],
	["agent-unlink", "/admin/agents/{agent}/unlink"],
	["desk", "/admin/desk"],
	["desk-erase", "/admin/desk/erase"],
	["sessions", "/admin/sessions"],
	["salesforce-orgs", "/admin/salesforce"],
];

const OWN = "/admin/workspaces/{workspace}";
const ORG = "/admin/salesforce/{org}";
const LIVE = "/admin/salesforce/{orgLive}";

/** Records of customers have names, too. */
const WITH_NAMES_OF_SALESFORCE: readonly Line[] = [
	["salesforce-org", ORG],
	["salesforce-objects", `${ORG}/objects`],
	["salesforce-runs", `${ORG}/runs`],
	["salesforce-issues", `${ORG}/issues?state=all`],
	["salesforce-issue", `${ORG}/issues/issue-ambiguous`],
	["salesforce-remove", "/admin/salesforce/{orgDisconnected}/remove"],
];

export const PAGES: readonly PageCase[] = [
	...pagesOf("fresh", "nobody", [
		["home", "/"],
		["setup-token", "/setup"],
		["setup-token-wrong", "/setup", send("/setup/token", { token: "a guess" })],
		["sign-in-none", "/admin/sign-in"],
		["not-found", "/admin/nowhere"],
	]),
	...pagesOf("fresh", "setup", [
		["setup-first", "/setup"],
		["setup-origin-wrong", "/setup", send("/setup/origin", { origin: "ftp://deskbridge" })],
		["setup-slack-wrong", "/setup", send("/setup/slack", { app_id: "deskbridge" })],
		["desk-new-zendesk", "/setup/desks/new/zendesk"],
		["desk-new-zoho", "/setup/desks/new/zoho"],
		["desk-new-wrong", "/setup/desks/new/zendesk", send("/new/zendesk", { address: "evil.example/" })],
		["desk-registered", "/setup/desks/{registered}"],
		["agreement", "/admin/desks/{registered}/agreement"],
		["agreement-refused", "/admin/desks/{registered}/agreement", send("/agreement")],
		["confirm-desk", "/admin/desks/{registered}/agreement", signIn("agreement", "mina")],
	]),
	...pagesOf("empty", "zendesk", [
		["overview-empty", "/admin"],
		["activity-empty", "/admin/activity"],
		["problems-empty", "/admin/activity/problems"],
		["webhooks-empty", "/admin/activity/webhooks"],
		["audit-first", "/admin/activity/audit"],
		["agents-empty", "/admin/agents"],
		["desk-first", "/admin/desk"],
		["salesforce-empty", "/admin/salesforce"],
	]),
	...pagesOf("working", "zoho", [
		...WITH_NAMES,
		["overview-news", "/admin?done=workspace"],
		["workspace-new", `${OWN}?connected=1&linked=1`],
		["workspace-saved", `${OWN}?saved=1`],
		["workspace-where-search", `${OWN}/where?q=sup`],
		["workspace-where-wrong", `${OWN}/where`, send("/where/all", { channel_id: "nowhere at all" })],
		["workspace-what", `${OWN}/what`],
		["workspace-filters", `${OWN}/filters`],
		["workspace-filters-wrong", `${OWN}/filters`, send("/filters", { tags: "x".repeat(120) })],
		["workspace-when", `${OWN}/when`],
		["workspace-when-wrong", `${OWN}/when`, send("/when", { quiet_from: "22:00", quiet_to: "" })],
		["workspace-look", `${OWN}/look`],
		["workspace-disable", `${OWN}/disable`],
		["workspace-delete-wrong", `${OWN}/delete`, send("/delete", { name: "Another" })],
		["workspace-disabled", "/admin/workspaces/{disabled}"],
		["workspace-disabled-what", "/admin/workspaces/{disabled}/what"],
		["activity-filtered", "/admin/activity?state=not_sent"],
		["activity-none", "/admin/activity?q=nothing+has+this+name"],
		["activity-wrong", "/admin/activity?from=yesterday"],
		["delivery", "/admin/activity/deliveries/{posted}"],
		["agents-none", "/admin/agents?q=nobody+has+this+name"],
		["desk-checked", "/admin/desk?checked=yes"],
		["desk-pause", "/admin/desk/pause"],
		["desk-remove-slack", "/admin/desk/remove-slack"],
		["desk-erase-wrong", "/admin/desk/erase", send("/erase", { name: "Another" })],
		["salesforce-new", "/admin/salesforce/new"],
		["salesforce-new-wrong", "/admin/salesforce/new", send("/salesforce/new")],
		["salesforce-org", ORG],
		["salesforce-org-sign-in", "/admin/salesforce/{orgEnded}"],
		["salesforce-org-disconnected", "/admin/salesforce/{orgDisconnected}"],
		["salesforce-sign-in", "/admin/salesforce/{orgEnded}/sign-in"],
		["salesforce-objects", `${ORG}/objects`],
		["salesforce-objects-saved", `${ORG}/objects?done=saved`],
		["salesforce-object-unread", `${ORG}/objects/account`],
		["salesforce-fields-unread", `${ORG}/objects/contact/fields`],
		["salesforce-filter-unread", `${ORG}/objects/contact/filter`],
		["salesforce-rules-unread", `${ORG}/objects/contact/rules`],
		["salesforce-object", `${LIVE}/objects/account`],
		[
			"salesforce-object-wrong",
			`${LIVE}/objects/contact`,
			press("/objects/contact", "save", { write_back: "Name" }),
		],
		["salesforce-fields", `${LIVE}/objects/contact/fields`],
		[
			"salesforce-fields-wrong",
			`${LIVE}/objects/account/fields`,
			press("/fields", "save", { "source.0": "Nothing__c" }),
		],
		["salesforce-filter", `${LIVE}/objects/account/filter`],
		[
			"salesforce-filter-wrong",
			`${LIVE}/objects/account/filter`,
			press("/filter", "add.any", { new_path: "Nowhere" }),
		],
		[
			"salesforce-filter-added",
			`${LIVE}/objects/account/filter`,
			press("/filter", "add.all", { new_path: "Industry" }),
		],
		["salesforce-rules", `${LIVE}/objects/contact/rules`],
		[
			"salesforce-rules-wrong",
			`${LIVE}/objects/contact/rules`,
			press("/rules", "add", { new_path: "Nowhere" }),
		],
		["salesforce-memberships", `${ORG}/objects/memberships`],
		[
			"salesforce-memberships-wrong",
			`${ORG}/objects/memberships`,
			press("/memberships", "save", { interval: "often" }),
		],
		["salesforce-runs", `${ORG}/runs`],
		["salesforce-issues", `${ORG}/issues`],
		["salesforce-issues-retried", `${ORG}/issues?retried=3&state=all`],
		["salesforce-issues-none", `${ORG}/issues?reason=field_gone`],
		["salesforce-issues-wrong", `${ORG}/issues`, send("/issues/sync", { record: "no id at all" })],
		["salesforce-issue", `${ORG}/issues/issue-refused`],
		["salesforce-issue-ambiguous", `${ORG}/issues/issue-ambiguous`],
		["salesforce-record", `${LIVE}/records/{record}`],
		["salesforce-record-unread", `${ORG}/records/001000000000001AAA`],
		["salesforce-shown", `${ORG}/shown`],
		["salesforce-rename", `${ORG}/rename`],
		["salesforce-rename-wrong", `${ORG}/rename`, send("/rename", { name: "" })],
		["salesforce-disconnect", `${ORG}/disconnect`],
		["salesforce-remove", "/admin/salesforce/{orgDisconnected}/remove"],
		["salesforce-remove-wrong", "/admin/salesforce/{orgDisconnected}/remove", send("/remove", { name: "" })],
		["not-found-own", "/admin/workspaces/unknown"],
		["refused", "/admin/sign-in", sendFromElsewhere("/admin/sign-out")],
	]),
	...pagesOf("working", "setup", [
		["setup", "/setup"],
		["setup-saved", "/setup?saved=slack"],
		["desk-client", "/setup/desks/{desk}"],
	]),
	...pagesOf("working", "nobody", [
		["sign-in", "/admin/sign-in"],
		["session-ended", "/admin/activity"],
		["leaving", "/admin/sign-in", send("/sign-in", {}, { stays: true })],
		["not-administrator", "/admin/sign-in", signIn("sign-in", "alex")],
		["salesforce-stale", "/oauth/salesforce/callback?state=unknown"],
		["stale", "/oauth/zoho/callback?state=unknown"],
		["link", "/link?t=none", followLink()],
		["link-confirm", "/link?t=none", chain(followLink(), answerAgentSignIn())],
		["link-done", "/link?t=none", chain(followLink(), answerAgentSignIn(), send("/link/confirm/"))],
		["link-cancelled", "/link?t=none", chain(followLink(), answerAgentSignIn(), send("/link/cancel/"))],
		["link-gone", "/link?t=none"],
		["confirm-gone", "/admin/confirm/none"],
	]),
	...pagesOf("trouble", "zendesk", [
		["overview-sign-in-again", "/admin"],
		["desk-sign-in-again", "/admin/desk"],
		["agents-ended", "/admin/agents"],
	]),
	...pagesOf("trouble", "zoho", [
		["overview-paused", "/admin"],
		["workspace-trouble", "/admin/workspaces/{troubled}"],
		["workspace-revoked", "/admin/workspaces/{northwind}"],
		["workspace-scopes", "/admin/workspaces/{older}"],
		["desk-paused", "/admin/desk"],
	]),
	...pagesOf(
		"hostile",
		"zoho",
		[...WITH_NAMES, ...WITH_NAMES_OF_SALESFORCE].map(
			([name, address]) => [`hostile-${name}`, address] as const,
		),
	),
];

/** Addresses that answer no page of their own, with what they do instead. */
export const NO_PAGE: Readonly<Record<string, string>> = {
	"/setup/manifest.json": "a file",
	"/admin/activity/deliveries.csv": "a file",
	"/admin/activity/problems.csv": "a file",
	"/admin/activity/audit.csv": "a file",
	"/admin/salesforce/:org/issues.csv": "a file",
	"/admin/workspaces/:id/channels": "a part of the page that asks for it",
	"/continue": "leads on to a vendor",
	"/slack/install": "leads on to Slack",
	"/slack/oauth/callback": "leads on to the workspace, or is stale as a desk's",
};
