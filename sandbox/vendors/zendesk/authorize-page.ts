import { html } from "hono/html";
import { CLIENT } from "./oauth-client.ts";
import { buildPage, type PageLocale } from "./page.ts";
import type { Account, Role } from "./state.ts";

export type PageProblem = "client" | "redirect" | "person";

const TEXT = {
	en: {
		title: (account: string) => `Allow ${CLIENT.name} to use ${account}?`,
		scopes: "It asks for:",
		people: "Sign in as",
		allow: "Allow",
		deny: "Deny",
		roles: { admin: "administrator", agent: "agent", light: "light agent", "end-user": "customer" },
		problemTitle: "This sign-in can't go on",
		client: "The client ID is not one that this account knows. Check it in the settings and try again.",
		redirect: "The redirect address is not registered for this client. Add it in Admin Center and try again.",
		person: "Choose somebody to sign in as. Go back and try again.",
	},
	ja: {
		title: (account: string) => `${CLIENT.name} に ${account} の利用を許可しますか`,
		scopes: "求められている権限:",
		people: "サインインする人",
		allow: "許可する",
		deny: "許可しない",
		roles: {
			admin: "管理者",
			agent: "エージェント",
			light: "ライトエージェント",
			"end-user": "エンドユーザー",
		},
		problemTitle: "サインインを続けられません",
		client: "このアカウントに登録されていないクライアント ID です。設定を確認して、もう一度お試しください。",
		redirect:
			"このクライアントに登録されていないリダイレクト URL です。管理センターで追加して、もう一度お試しください。",
		person: "サインインする人を選んでください。前のページに戻って、もう一度お試しください。",
	},
} satisfies Record<PageLocale, { roles: Record<Role, string>; [name: string]: unknown }>;

/** A plain form: it posts to its own address, which carries the whole request. */
export function buildAuthorizePage({
	account,
	scopes,
	locale,
}: {
	account: Account;
	scopes: readonly string[];
	locale: PageLocale;
}) {
	const text = TEXT[locale];
	const people = [...account.users.values()].filter(({ role }) => role !== "end-user");
	const customers = [...account.users.values()].filter(({ role }) => role === "end-user").slice(0, 1);
	const choices = [...people, ...customers].map(
		({ id, name, email, role }, index) => html`<label class="person">
			<input type="radio" name="person" value="${id}" ${index === 0 ? "checked" : ""} required>
			<span><strong>${name}</strong><br><small>${email} · ${text.roles[role]}</small></span>
		</label>`,
	);
	return buildPage(
		locale,
		html`<h1>${text.title(`${account.name} (${account.subdomain}.zendesk.com)`)}</h1>
		<p>${text.scopes}</p>
		<ul>${scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul>
		<form method="post">
			<fieldset><legend>${text.people}</legend>${choices}</fieldset>
			<p class="actions">
				<button name="decision" value="allow">${text.allow}</button>
				<button name="decision" value="deny" class="quiet">${text.deny}</button>
			</p>
		</form>`,
	);
}

export function buildProblemPage(problem: PageProblem, locale: PageLocale) {
	const text = TEXT[locale];
	return buildPage(locale, html`<h1>${text.problemTitle}</h1><p>${text[problem]}</p>`);
}
