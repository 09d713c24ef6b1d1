import * as v from "valibot";
import { ApiError } from "./errors.ts";
import type { WebhookRecord } from "./state.ts";

/** Events, or the conditions of a trigger; a webhook is one of the two for ever. */
const TRIGGER_KIND = "conditional_ticket_events";

const properties = {
	name: v.pipe(v.string(), v.minLength(1)),
	status: v.picklist(["active", "inactive"]),
	endpoint: v.string(),
	http_method: v.picklist(["GET", "POST", "PUT", "PATCH", "DELETE"]),
	request_format: v.picklist(["json", "xml", "form_encoded"]),
};
const subscriptions = v.optional(v.nullable(v.array(v.string())));

const whole = v.object({ webhook: v.object({ ...properties, subscriptions }) });
const changes = v.object({ webhook: v.partial(v.object({ ...properties, subscriptions })) });

export type WebhookInput = Pick<
	WebhookRecord,
	"name" | "status" | "endpoint" | "method" | "format" | "subscriptions"
>;

export function parseWebhook(text: string): WebhookInput {
	const { webhook } = parse(whole, text);
	const { http_method: method, request_format: format, subscriptions = [], ...rest } = webhook;
	const input = { ...rest, method, format, subscriptions: subscriptions ?? [] };
	check(input);
	return input;
}

export function parseWebhookChanges(text: string): Partial<WebhookInput> {
	const { webhook } = parse(changes, text);
	const { http_method: method, request_format: format, ...rest } = webhook;
	const given = Object.entries({ ...rest, method, format }).filter(([, value]) => value !== undefined);
	const input = Object.fromEntries(given) as Partial<WebhookInput>;
	check(input);
	return input;
}

export function refuseOtherKind(before: readonly string[], after: readonly string[]): void {
	if (before.includes(TRIGGER_KIND) === after.includes(TRIGGER_KIND)) return;
	throw refusal("InvalidSubscriptions", "The kind of a webhook can't be changed");
}

function parse<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> {
	let body: unknown = null;
	try {
		body = JSON.parse(text);
	} catch {
		// Refused below, as anything that isn't a webhook.
	}
	const parsed = v.safeParse(schema, body);
	if (parsed.success) return parsed.output;
	throw refusal("InvalidWebhook", `${v.getDotPath(parsed.issues[0]) ?? "webhook"} is not valid`);
}

function check({ endpoint, method, format, subscriptions }: Partial<WebhookInput>): void {
	if (endpoint !== undefined && !isReachable(endpoint)) {
		throw refusal("InvalidEndpointUrl", "endpoint is not an address that can be reached");
	}
	const isOfEvents = subscriptions?.some((type) => type !== TRIGGER_KIND) ?? false;
	if (isOfEvents && subscriptions?.includes(TRIGGER_KIND)) {
		throw refusal("InvalidSubscriptions", "Events and triggers can't be mixed");
	}
	if (isOfEvents && (method ?? "POST") !== "POST") throw refusal("InvalidMethod", "Events are sent by POST");
	if (isOfEvents && (format ?? "json") !== "json") throw refusal("InvalidFormat", "Events are sent as JSON");
}

/** Public and safe; the sandbox's own machine stands for a public address. */
function isReachable(endpoint: string): boolean {
	if (!URL.canParse(endpoint)) return false;
	const { protocol, hostname } = new URL(endpoint);
	return protocol === "https:" || (protocol === "http:" && hostname === "localhost");
}

function refusal(code: string, title: string): ApiError {
	return new ApiError(400, { errors: [{ code, title }] });
}
