import { html, raw } from "hono/html";
import { type PageLocale, page } from "./page.ts";
import type { SimAgent, ZohoState } from "./state.ts";

export type PageProblem = "client" | "redirect" | "response_type" | "scope" | "no_page";

interface Words {
	title: string;
	asks: string;
	who: string;
	where: string;
	what: string;
	allow: string;
	deny: string;
	notMember: string;
	problemTitle: string;
	roles: Record<SimAgent["role"], string>;
	modules: Record<string, string>;
	files: string;
	operations: Record<string, (what: string) => string>;
	problems: Record<PageProblem, string>;
}

const WORDS: Record<PageLocale, Words> = {
	en: {
		title: "Sign in to Zoho Desk",
		asks: "Deskbridge asks for access to your help desk.",
		who: "Who are you?",
		where: "Which organization?",
		what: "What Deskbridge asks for",
		allow: "Allow",
		deny: "Deny",
		notMember: "This person is not a member of this organization. Choose another.",
		problemTitle: "This sign-in can't go on",
		roles: { admin: "administrator", agent: "agent", light: "light agent" },
		modules: {
			tickets: "tickets and their conversations",
			search: "search results",
			contacts: "contacts and accounts",
			basic: "the organization, departments and agents",
			settings: "fields and mail addresses",
		},
		files: "attachments",
		operations: {
			READ: (what) => `Read ${what}`,
			CREATE: (what) => `Create ${what}`,
			UPDATE: (what) => `Change ${what}`,
		},
		problems: {
			client: "Invalid client ID. Check it in the settings and try again.",
			redirect: "Invalid redirect address. Register it for this client and try again.",
			response_type: "Invalid response type.",
			scope: "Invalid OAuth scope.",
			no_page: "There is no such page on the accounts server.",
		},
	},
	ja: {
		title: "Zoho Desk にサインイン",
		asks: "Deskbridge がヘルプデスクへのアクセスを求めています。",
		who: "サインインする人",
		where: "組織",
		what: "求められている権限",
		allow: "許可する",
		deny: "許可しない",
		notMember: "この人はこの組織のメンバーではありません。ほかの組み合わせを選んでください。",
		problemTitle: "サインインを続けられません",
		roles: { admin: "管理者", agent: "担当者", light: "ライトエージェント" },
		modules: {
			tickets: "問い合わせとやりとり",
			search: "検索結果",
			contacts: "連絡先と取引先",
			basic: "組織、部門、担当者",
			settings: "項目とメールアドレスの設定",
		},
		files: "添付ファイル",
		operations: {
			READ: (what) => `${what}の閲覧`,
			CREATE: (what) => `${what}の作成`,
			UPDATE: (what) => `${what}の変更`,
		},
		problems: {
			client: "クライアント ID が正しくありません。設定を確認して、もう一度お試しください。",
			redirect: "リダイレクト先が登録されていません。このクライアントに登録して、もう一度お試しください。",
			response_type: "応答の種類が正しくありません。",
			scope: "OAuth のスコープが正しくありません。",
			no_page: "このページはありません。",
		},
	},
};

const CARRIED = ["response_type", "client_id", "redirect_uri", "scope", "access_type", "prompt", "state"];

/** Sign-in and consent in one form; works without JavaScript. */
export function consentPage(state: ZohoState, query: URLSearchParams, locale: PageLocale, isWrong = false) {
	const words = WORDS[locale];
	const people = [...new Map(state.agents.map((agent) => [agent.email, agent])).values()];
	const scopes = (query.get("scope") ?? "").split(",");
	const person = query.get("person") ?? people[0]?.email;
	const organisation = query.get("organisation") ?? state.organizations[0]?.id;
	return page(
		locale,
		words.title,
		html`<h1>${words.title}</h1>
<p>${words.asks}</p>
<form method="post" action="auth">
${CARRIED.filter((name) => query.has(name)).map((name) => html`<input type="hidden" name="${name}" value="${query.get(name)}">`)}
${isWrong ? html`<p class="problem" role="alert">${words.notMember}</p>` : ""}
<fieldset><legend>${words.who}</legend>
${people.map(({ email, name, role }) => choice("person", email, name, `${email} · ${words.roles[role]}`, email === person))}
</fieldset>
<fieldset><legend>${words.where}</legend>
${state.organizations.map(({ id, name }) => choice("organisation", id, name, id, id === organisation))}
</fieldset>
<details><summary>${words.what}</summary><ul>${scopes.map((scope) => html`<li>${describe(scope, words)} <code>${scope}</code></li>`)}</ul></details>
<p class="actions"><button name="decision" value="allow" class="primary">${words.allow}</button>
<button name="decision" value="deny">${words.deny}</button></p>
</form>`,
	);
}

function choice(name: string, value: string, label: string, detail: string, checked: boolean) {
	return html`<label class="choice"><input type="radio" name="${name}" value="${value}" required${checked ? raw(" checked") : ""}>
<span>${label}<br><small>${detail}</small></span></label>`;
}

function describe(scope: string, words: Words): string {
	const [, module = "", operation = ""] = scope.split(".");
	// Files belong to no module of their own.
	const what = scope === "Desk.basic.CREATE" ? words.files : (words.modules[module] ?? module);
	return words.operations[operation]?.(what) ?? "";
}

export function problemPage(problem: PageProblem, locale: PageLocale) {
	const { problemTitle, problems } = WORDS[locale];
	return page(
		locale,
		problemTitle,
		html`<h1>${problemTitle}</h1><p class="problem">${problems[problem]}</p>`,
	);
}
