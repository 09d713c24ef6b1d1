import type { Context } from "hono";
import { html } from "hono/html";
import { SLACK_APP } from "../../../seed/accounts.ts";
import { randomSecret } from "../create-state.ts";
import type { ChannelState, SlackState, TeamState, UserState } from "../state.ts";
import { errorPage, PAGE_HEADERS, page } from "./layout.ts";
import { type Words, wordsFor } from "./words.ts";

const CODE_LIFE_MS = 10 * 60_000;
const ADDRESSES = { install: "/oauth/v2/authorize", openid: "/openid/connect/authorize" } as const;
const OPENID_SCOPES = ["openid", "email", "profile"];

export interface PageOptions {
	state: SlackState;
	appOrigin: () => string;
}

interface Asked {
	kind: "install" | "openid";
	query: Record<string, string>;
	scopes: string[];
}

/** The address an app sends people to. Who is asked comes first, by a form: Slack's own address has no such query. */
export function showConsent(c: Context, { state, appOrigin }: PageOptions, kind: Asked["kind"]) {
	const words = wordsFor(c.req.header("accept-language"));
	const asked = toAsked(kind, c.req.query());
	const refusal = findRefusal(asked, state, appOrigin());
	if (refusal) return c.html(errorPage(words, refusal), 200, PAGE_HEADERS);
	return c.html(personPage(words, asked, state), 200, PAGE_HEADERS);
}

/** Its forms: first the person, then where the app may post with Allow or Cancel. */
export async function handleConsent(c: Context, { state, appOrigin }: PageOptions, kind: Asked["kind"]) {
	const words = wordsFor(c.req.header("accept-language"));
	const form = Object.fromEntries(
		Object.entries(await c.req.parseBody()).map(([name, value]) => [name, String(value)]),
	);
	const asked = toAsked(kind, form);
	const refuse = (code: string) => c.html(errorPage(words, code), 200, PAGE_HEADERS);
	const refusal = findRefusal(asked, state, appOrigin());
	if (refusal) return refuse(refusal);
	const back = new URL(form.redirect_uri ?? "");
	if (form.decision === "cancel") {
		back.searchParams.set("error", "access_denied");
		if (form.state) back.searchParams.set("state", form.state);
		return c.redirect(back.href);
	}
	const chosen = findPerson(state, form.person);
	if (!chosen) return c.html(personPage(words, asked, state), 200, PAGE_HEADERS);
	if (kind === "install" && !mayInstall(state, chosen.team)) {
		return refuse("invalid_team_for_non_distributed_app");
	}
	if (form.decision !== "allow") {
		return c.html(consentPage(words, asked, chosen.team, chosen.user), 200, PAGE_HEADERS);
	}
	const channel = offeredChannels(chosen.team, chosen.user).find(({ id }) => id === form.channel);
	if (kind === "install" && asked.scopes.includes("incoming-webhook") && !channel) {
		return refuse("invalid_channel");
	}
	const code = `${chosen.team.id.length}${randomSecret(10)}.${randomSecret(12)}.${randomSecret(40)}`;
	state.codes.set(code, {
		kind,
		teamId: chosen.team.id,
		userId: chosen.user.id,
		scopes: asked.scopes,
		redirectUri: form.redirect_uri ?? "",
		channelId: channel?.id ?? null,
		nonce: form.nonce || null,
		expiresAt: state.clock.now() + CODE_LIFE_MS,
		used: false,
	});
	back.searchParams.set("code", code);
	back.searchParams.set("state", form.state ?? "");
	return c.redirect(back.href);
}

function toAsked(kind: Asked["kind"], query: Record<string, string>): Asked {
	return { kind, query, scopes: (query.scope ?? "").split(/[ ,]+/).filter(Boolean) };
}

function findRefusal({ kind, query, scopes }: Asked, state: SlackState, origin: string): string | null {
	if (query.client_id !== SLACK_APP.clientId) {
		return "invalid_client_id";
	}
	const listed = state.redirectUrls ?? [`${origin}/slack/`];
	const redirect = query.redirect_uri ?? "";
	const isListed = listed.some(
		(url) => redirect === url || redirect.startsWith(url.endsWith("/") ? url : `${url}/`),
	);
	if (!isListed || !URL.canParse(redirect) || redirect.includes("#")) {
		return "bad_redirect_uri";
	}
	if (scopes.length === 0) return "no_scopes";
	const openid = scopes.filter((scope) => OPENID_SCOPES.includes(scope));
	if (kind === "openid" ? openid.length !== scopes.length || !scopes.includes("openid") : openid.length > 0) {
		return "invalid_scope";
	}
	if (kind === "openid" && query.response_type !== "code") {
		return "invalid_response_type";
	}
	return null;
}

function findPerson(state: SlackState, id: string | undefined): { team: TeamState; user: UserState } | null {
	for (const team of state.teams.values()) {
		const user = team.users.get(id ?? "");
		if (user && !user.isBot) return { team, user };
	}
	return null;
}

function mayInstall(state: SlackState, team: TeamState): boolean {
	const home = [...state.teams.keys()][0];
	return state.distributed || team.id === home;
}

/** Public channels, private ones the person is in, and their DM with the app. */
function offeredChannels(team: TeamState, user: UserState): ChannelState[] {
	return [...team.channels.values()].filter(({ kind, members, isArchived }) => {
		if (isArchived) return false;
		if (kind === "public") return true;
		return members.has(user.id) && (kind === "private" || members.has(team.botUserId));
	});
}

const hiddenFields = (query: Record<string, string>) =>
	Object.entries(query)
		.filter(([name]) => !["person", "channel", "decision"].includes(name))
		.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);

function personPage(words: Words, { kind, query }: Asked, state: SlackState) {
	const teams = [...state.teams.values()].filter(({ id }) => !query.team || id === query.team);
	return page(
		words,
		words.signIn,
		html`<h1>${words.who}</h1>
<p class="soft">${words.noPassword}</p>
<form method="post" action="${ADDRESSES[kind]}" name="person">
${hiddenFields(query)}
${teams.map(
	(team) => html`<fieldset><legend>${team.name}</legend>
${[...team.users.values()]
	.filter(({ isBot }) => !isBot)
	.map(
		(user) => html`<label class="choice"><input type="radio" name="person" value="${user.id}" required>
${user.name}<span>${user.email}</span></label>`,
	)}
</fieldset>`,
)}
<div class="buttons"><button class="main">${words.continue}</button></div>
</form>`,
	);
}

function consentPage(words: Words, { kind, query, scopes }: Asked, team: TeamState, user: UserState) {
	const isInstall = kind === "install";
	return page(
		words,
		isInstall ? words.install : words.signIn,
		html`<h1>${isInstall ? words.asksToJoin(team.name) : words.signInAs(user.name)}</h1>
<p class="soft">${words.signedInAs(user.name, user.email)}</p>
<p>${words.mayUse}</p>
<ul class="soft">${scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul>
<form method="post" action="${ADDRESSES[kind]}" name="consent">
${hiddenFields(query)}
<input type="hidden" name="person" value="${user.id}">
${isInstall && scopes.includes("incoming-webhook") ? channelField(words, team, user) : ""}
<div class="buttons">
<button class="main" name="decision" value="allow">${words.allow}</button>
<button name="decision" value="cancel" formnovalidate>${words.cancel}</button>
</div>
</form>`,
	);
}

function channelField(words: Words, team: TeamState, user: UserState) {
	const label = ({ kind, name }: ChannelState) =>
		kind === "direct" ? words.appDm : `${kind === "private" ? "🔒 " : "#"}${name}`;
	return html`<label class="head" for="channel">${words.where}</label>
<select id="channel" name="channel" required>
<option value="">${words.chooseChannel}</option>
${offeredChannels(team, user).map((one) => html`<option value="${one.id}">${label(one)}</option>`)}
</select>`;
}
