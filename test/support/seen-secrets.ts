import type { Browser } from "../../sandbox/runtime/browser-walk.ts";
import { SANDBOX_SEAL_KEYS, type Sandbox } from "../../sandbox/runtime/sandbox.ts";
import { SETUP_TOKEN, SLACK_APP, ZENDESK_ACCOUNT, ZOHO_ACCOUNT } from "../../sandbox/seed/accounts.ts";

/** Shorter ones would be found by chance. */
const MIN_LENGTH = 16;
const SECRET_FIELDS =
	/^(access_token|refresh_token|id_token|code|code_verifier|client_secret|state|nonce|t|token)$/;
const CONFIRMATION = /\/(?:link|admin)\/confirm\/([\w-]+)/;

/** Everything secret that went between the Worker and anybody else, and what it was configured with. */
export function seenSecrets(sandbox: Sandbox, browsers: readonly Browser[], texts: string[]): Set<string> {
	const { host } = new URL(sandbox.origin);
	const found = [
		...sandbox.slack.issuedTokens(),
		...sandbox.zendesk.issuedTokens(),
		...sandbox.zoho.issuedTokens(),
		SETUP_TOKEN,
		SLACK_APP.clientSecret,
		SLACK_APP.signingSecret,
		ZENDESK_ACCOUNT.clientSecret,
		ZOHO_ACCOUNT.clientSecret,
		SANDBOX_SEAL_KEYS.slice(SANDBOX_SEAL_KEYS.indexOf(":") + 1),
		atob(SANDBOX_SEAL_KEYS.slice(SANDBOX_SEAL_KEYS.indexOf(":") + 1)),
		...sandbox
			.traffic()
			.flatMap((exchange) => [
				...secretFields(new URL(exchange.url).searchParams),
				...secretsOfBody(exchange.requestBody ?? ""),
				...secretsOfBody(exchange.responseBody ?? ""),
				...responseUrls(exchange.url),
			]),
		...browsers.flatMap((browser) => [
			...browser.cookies(host).values(),
			...browser.visited.flatMap((line) => secretsOfAddress(line.slice(line.indexOf(" ") + 1))),
		]),
		...texts.flatMap((text) => [...text.matchAll(/\/link\?t=([\w-]+)/g)].map(([, token = ""]) => token)),
	];
	return new Set(found.filter((secret) => secret.length >= MIN_LENGTH));
}

function secretsOfAddress(address: string): string[] {
	const pending = CONFIRMATION.exec(address)?.[1];
	return [...secretFields(new URL(address).searchParams), ...(pending ? [pending] : [])];
}

function secretsOfBody(body: string): string[] {
	if (!body.startsWith("{")) return secretFields(new URLSearchParams(body));
	return secretFields(Object.entries(JSON.parse(body)));
}

function secretFields(fields: Iterable<[string, unknown]>): string[] {
	return [...fields].flatMap(([name, value]) =>
		SECRET_FIELDS.test(name) && typeof value === "string" ? [value] : [],
	);
}

/** Slack's one-time addresses for answers. */
function responseUrls(url: string): string[] {
	return url.startsWith("https://hooks.slack.com/") ? [url, url.slice(url.lastIndexOf("/") + 1)] : [];
}
