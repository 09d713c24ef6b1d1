import { html, raw } from "hono/html";
import { page } from "./page.ts";
import type { SimAgent, ZohoState } from "./state.ts";

const ROLES: Record<SimAgent["role"], string> = {
	admin: "administrator",
	agent: "agent",
	light: "light agent",
};

const SCOPE_WORDS: Record<string, string> = {
	tickets: "tickets and their conversations",
	search: "search",
	contacts: "contacts and accounts",
	basic: "the organisation, departments and agents",
	settings: "settings",
};

/** Sign-in and consent in one form; works without JavaScript. */
export function consentPage(state: ZohoState, query: URLSearchParams, problem: string | null) {
	const people = [...new Map(state.agents.map((agent) => [agent.email, agent])).values()];
	const hidden = ["response_type", "client_id", "redirect_uri", "scope", "access_type", "prompt", "state"];
	const scopes = (query.get("scope") ?? "").split(",");
	return page(
		"Sign in",
		html`<h1>Sign in to Zoho Desk</h1>
<p>Deskbridge (<code>${query.get("client_id")}</code>) asks for access to your help desk.</p>
<form method="post" action="auth">
${hidden.map((name) => (query.has(name) ? html`<input type="hidden" name="${name}" value="${query.get(name)}">` : ""))}
${problem ? html`<p class="problem" role="alert">${problem}</p>` : ""}
<fieldset><legend>Who are you?</legend>
${people.map((agent, index) => choice("person", agent.email, `${agent.name} · ${ROLES[agent.role]}`, index === 0))}
</fieldset>
<fieldset><legend>Which organisation?</legend>
${state.organizations.map(({ id, name }, index) => choice("organisation", id, `${name} · ${id}`, index === 0))}
</fieldset>
<details><summary>What Deskbridge asks for</summary><ul>${scopes.map((scope) => html`<li>${describe(scope)}</li>`)}</ul></details>
<p class="actions"><button name="decision" value="allow" class="primary">Allow</button>
<button name="decision" value="deny">Deny</button></p>
</form>`,
	);
}

function choice(name: string, value: string, label: string, checked: boolean) {
	return html`<label><input type="radio" name="${name}" value="${value}"${checked ? raw(" checked") : ""}> ${label}</label>`;
}

function describe(scope: string): string {
	const [, module = "", operation = ""] = scope.split(".");
	return `${operation === "READ" ? "Read" : operation.toLowerCase()} ${SCOPE_WORDS[module] ?? module}`;
}

export function errorPage(sentence: string) {
	return page("Something is wrong", html`<h1>This can't go on</h1><p class="problem">${sentence}</p>`);
}
