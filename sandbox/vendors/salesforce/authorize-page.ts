import { html } from "hono/html";
import type { SalesforceRights } from "../../seed/salesforce-orgs.ts";
import type { Org } from "./org.ts";
import { buildPage, type PageLocale } from "./page.ts";

export type PageProblem = "client" | "redirect" | "person";

interface Words {
	title: string;
	scopes: string;
	people: (org: string) => string;
	allow: string;
	deny: string;
	rights: Record<SalesforceRights, string>;
	problemTitle: string;
	problems: Record<PageProblem, string>;
}

const WORDS: Record<PageLocale, Words> = {
	en: {
		title: "Allow Deskbridge to use Salesforce?",
		scopes: "It asks for:",
		people: (org) => `Sign in to ${org} as`,
		allow: "Allow",
		deny: "Deny",
		rights: {
			administrator: "System Administrator",
			minimum: "exactly the rights that are needed",
			lacking: "no leads, cases read only",
			api_only: "API only",
			no_api: "without API access",
			sales: "sales, without API access",
		},
		problemTitle: "This sign-in can't go on",
		problems: {
			client: "invalid_client_id: client identifier invalid. Check the consumer key and try again.",
			redirect:
				"redirect_uri_mismatch: redirect_uri must match configuration. Add the callback address to the app and try again.",
			person: "Choose somebody who may sign in. Go back and try again.",
		},
	},
	ja: {
		title: "Deskbridge に Salesforce の利用を許可しますか",
		scopes: "求められている権限:",
		people: (org) => `${org} にログインする人`,
		allow: "許可する",
		deny: "許可しない",
		rights: {
			administrator: "システム管理者",
			minimum: "必要な権限だけを持つユーザー",
			lacking: "リードなし、ケースは参照のみ",
			api_only: "API 限定ユーザー",
			no_api: "API の権限なし",
			sales: "営業、API の権限なし",
		},
		problemTitle: "ログインを続けられません",
		problems: {
			client: "invalid_client_id: コンシューマー鍵が正しくありません。確認して、もう一度お試しください。",
			redirect:
				"redirect_uri_mismatch: コールバック URL が登録されていません。アプリケーションに追加して、もう一度お試しください。",
			person: "ログインできる人を選んでください。前のページに戻って、もう一度お試しください。",
		},
	},
};

/** A plain form: it posts to its own address, which carries the whole request. */
export function buildAuthorizePage({
	orgs,
	scopes,
	locale,
}: {
	orgs: readonly Org[];
	scopes: readonly string[];
	locale: PageLocale;
}) {
	const words = WORDS[locale];
	const choices = orgs.map((org, place) => {
		const people = [...org.users.values()].filter(({ isActive, isFrozen }) => isActive && !isFrozen);
		return html`<fieldset><legend>${words.people(`${org.seed.name} (${org.host})`)}</legend>
${people.map(
	({ id, name, username, rights }, index) => html`<label class="person">
	<input type="radio" name="person" value="${id}" ${place + index === 0 ? "checked" : ""} required>
	<span><strong>${name}</strong><br><small>${username} · ${words.rights[rights]}</small></span>
</label>`,
)}</fieldset>`;
	});
	return buildPage(
		locale,
		html`<h1>${words.title}</h1>
<p>${words.scopes}</p>
<ul>${scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul>
<form method="post">${choices}
<p class="actions">
<button name="decision" value="allow">${words.allow}</button>
<button name="decision" value="deny" class="quiet">${words.deny}</button>
</p></form>`,
	);
}

export function buildProblemPage(problem: PageProblem, locale: PageLocale) {
	const { problemTitle, problems } = WORDS[locale];
	return buildPage(locale, html`<h1>${problemTitle}</h1><p>${problems[problem]}</p>`);
}
