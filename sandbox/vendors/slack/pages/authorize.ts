import type { Context } from "hono";
import { html } from "hono/html";
import { SLACK_APP } from "../../../seed/accounts.ts";
import { randomSecret, teamOf } from "../create-state.ts";
import type { ChannelState, SlackState, TeamState, UserState } from "../state.ts";
import { errorPage, page } from "./layout.ts";

const CODE_LIFE_MS = 10 * 60_000;
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

/** The consent page: first who is asked, then where the app may post, then Allow or Cancel. */
export async function showConsent(c: Context, { state, appOrigin }: PageOptions, kind: Asked["kind"]) {
	const query = c.req.query();
	const asked: Asked = { kind, query, scopes: (query.scope ?? "").split(/[ ,]+/).filter(Boolean) };
	const refusal = findRefusal(asked, state, appOrigin());
	if (refusal) return c.html(errorPage(...refusal));
	const chosen = findPerson(state, query.person);
	if (!chosen) return c.html(personPage(asked, state));
	if (kind === "install" && !mayInstall(state, chosen.team)) {
		return c.html(
			errorPage(
				"invalid_team_for_non_distributed_app",
				"This app is not distributed: it can only be installed in the workspace it belongs to.",
			),
		);
	}
	return c.html(consentPage(asked, chosen.team, chosen.user));
}

/** The answer to the consent page. */
export async function handleConsent(c: Context, { state, appOrigin }: PageOptions, kind: Asked["kind"]) {
	const form = Object.fromEntries(
		Object.entries(await c.req.parseBody()).map(([name, value]) => [name, String(value)]),
	);
	const asked: Asked = { kind, query: form, scopes: (form.scope ?? "").split(/[ ,]+/).filter(Boolean) };
	const refusal = findRefusal(asked, state, appOrigin());
	if (refusal) return c.html(errorPage(...refusal));
	const back = new URL(form.redirect_uri ?? "");
	if (form.decision !== "allow") {
		back.searchParams.set("error", "access_denied");
		if (form.state) back.searchParams.set("state", form.state);
		return c.redirect(back.href);
	}
	const chosen = findPerson(state, form.person);
	if (!chosen) return c.html(personPage(asked, state));
	if (kind === "install" && !mayInstall(state, chosen.team)) {
		return c.html(errorPage("invalid_team_for_non_distributed_app", "This app is not distributed."));
	}
	const channel = offeredChannels(chosen.team, chosen.user).find(({ id }) => id === form.channel);
	if (kind === "install" && asked.scopes.includes("incoming-webhook") && !channel) {
		return c.html(errorPage("invalid_channel", "Choose where the app may post."));
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

function findRefusal(
	{ kind, query, scopes }: Asked,
	state: SlackState,
	origin: string,
): [string, string] | null {
	if (query.client_id !== SLACK_APP.clientId) {
		return ["invalid_client_id", "No app has this client id."];
	}
	const listed = state.redirectUrls ?? [`${origin}/slack/`];
	const redirect = query.redirect_uri ?? "";
	const isListed = listed.some(
		(url) => redirect === url || redirect.startsWith(url.endsWith("/") ? url : `${url}/`),
	);
	if (!isListed || !URL.canParse(redirect) || redirect.includes("#")) {
		return ["bad_redirect_uri", "The address to return to is not one of the app's redirect addresses."];
	}
	if (scopes.length === 0) return ["no_scopes", "The app asks for nothing."];
	const openid = scopes.filter((scope) => OPENID_SCOPES.includes(scope));
	if (kind === "openid" ? openid.length !== scopes.length || !scopes.includes("openid") : openid.length > 0) {
		return ["invalid_scope", "These permissions can't be asked for together."];
	}
	if (kind === "openid" && query.response_type !== "code") {
		return ["invalid_response_type", "The sign-in has to ask for a code."];
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

function personPage({ kind, query }: Asked, state: SlackState) {
	const teams = query.team ? [teamOf(state, query.team)] : [...state.teams.values()];
	const action = kind === "install" ? "/oauth/v2/authorize" : "/openid/connect/authorize";
	return page(
		"Sign in",
		html`<h1>Who are you in Slack?</h1>
<p class="soft">Everyone here is made up; no password is needed.</p>
<form method="get" action="${action}" name="person">
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
<div class="buttons"><button class="main">Continue</button></div>
</form>`,
	);
}

function consentPage({ kind, query, scopes }: Asked, team: TeamState, user: UserState) {
	const action = kind === "install" ? "/oauth/v2/authorize" : "/openid/connect/authorize";
	const channels = offeredChannels(team, user);
	const label = (channel: ChannelState) => {
		if (channel.kind === "direct") return "Direct message from Deskbridge to you";
		return `${channel.kind === "private" ? "🔒 " : "#"}${channel.name}`;
	};
	return page(
		kind === "install" ? "Install Deskbridge" : "Sign in to Deskbridge",
		html`<h1>${
			kind === "install"
				? html`Deskbridge asks to join <b>${team.name}</b>`
				: html`Sign in to Deskbridge as <b>${user.name}</b>`
		}</h1>
<p class="soft">Signed in as ${user.name} (${user.email}).</p>
<p>It will be able to use:</p>
<ul class="soft">${scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul>
<form method="post" action="${action}" name="consent">
${hiddenFields(query)}
<input type="hidden" name="person" value="${user.id}">
${
	kind === "install" && scopes.includes("incoming-webhook")
		? html`<label class="head" for="channel">Where should Deskbridge post?</label>
<select id="channel" name="channel" required>
<option value="">Choose a channel</option>
${channels.map((channel) => html`<option value="${channel.id}">${label(channel)}</option>`)}
</select>`
		: ""
}
<div class="buttons">
<button class="main" name="decision" value="allow">Allow</button>
<button name="decision" value="cancel" formnovalidate>Cancel</button>
</div>
</form>`,
	);
}
