import type { Context } from "hono";
import { html } from "hono/html";
import { CLIENT } from "./oauth-client.ts";
import type { Account, Role } from "./state.ts";

export type PageLocale = "en" | "ja";
export type PageProblem = "client" | "redirect" | "person";

export const pageHeaders = {
	"cache-control": "no-store",
	"content-security-policy":
		"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
	"referrer-policy": "no-referrer",
};

const TEXT = {
	en: {
		simulated: "Simulated Zendesk. No real account is touched.",
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
		simulated: "シミュレーションの Zendesk です。実際のアカウントには何も起こりません。",
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

export function toLocale(c: Context): PageLocale {
	return c.req.header("accept-language")?.toLowerCase().startsWith("ja") ? "ja" : "en";
}

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

function buildPage(locale: PageLocale, content: ReturnType<typeof html>) {
	return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TEXT[locale].simulated}</title>
<style>
:root { color-scheme: light dark; --text: light-dark(#1c2124, #e7eaeb); --quiet: light-dark(#566066, #a3adb2);
	--line: light-dark(#d5dadd, #3a4247); --ground: light-dark(#fff, #14181a); --accent: light-dark(#0b6468, #5fc4c4);
	--on-accent: light-dark(#fff, #0d1112); --notice: light-dark(#fff4d6, #3b3113); }
body { margin: 0; background: var(--ground); color: var(--text);
	font: 16px/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif; }
.notice { margin: 0; padding: 8px 16px; background: var(--notice); font-size: 14px; text-align: center; }
main { max-width: 32rem; margin: 0 auto; padding: 24px 16px; }
h1 { font-size: 20px; overflow-wrap: anywhere; }
fieldset { border: 1px solid var(--line); border-radius: 6px; padding: 8px 16px; }
.person { display: flex; gap: 12px; align-items: start; padding: 8px 0; overflow-wrap: anywhere; }
small { color: var(--quiet); font-size: 14px; }
.actions { display: flex; gap: 12px; }
button { font: inherit; padding: 8px 20px; border-radius: 6px; border: 1px solid var(--accent);
	background: var(--accent); color: var(--on-accent); cursor: pointer; }
button.quiet { background: transparent; color: var(--text); border-color: var(--line); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
</style>
</head>
<body><p class="notice">${TEXT[locale].simulated}</p><main>${content}</main></body>
</html>`;
}
