import { type Checker, createChecker, requireBody } from "./body.ts";
import {
	ApiFailure,
	type ApiRequest,
	DONE,
	type Endpoint,
	forbidden,
	notFound,
	refusal,
} from "./endpoints.ts";
import { iso } from "./present-ticket.ts";
import type { SimFilter, SimWebhook } from "./state.ts";

/** Both families of scopes are known; real portals take one or the other. */
const scopes = (operation: string) => [[`Desk.webhooks.${operation}`, `Desk.events.${operation}`]];

const BODY = [
	"name",
	"url",
	"description",
	"isEnabled",
	"includeEventsFrom",
	"subscriptions",
	"ignoreSourceId",
];
const MAX_PER_PORTAL = 20;
const ONE = "/webhooks/:webhookId{[0-9]+}";

export const webhookEndpoints: Endpoint[] = [
	{
		path: "/webhooks",
		scopes: scopes("READ"),
		weight: 1,
		query: {},
		answer(request) {
			const rows = own(request);
			return rows.length > 0 ? { data: rows.map(present) } : null;
		},
	},
	{
		method: "POST",
		path: "/webhooks",
		scopes: scopes("CREATE"),
		weight: 1,
		query: {},
		async answer(request) {
			requireRight(request);
			const { state, viewer, now } = request;
			const body = requireBody(request, BODY);
			const checker = createChecker(body);
			const url = checker.text("url", { max: 500, required: true }) ?? "";
			const given = readBody(checker, body);
			if (!given.subscriptions) checker.wrong("subscriptions", "missing", "subscriptions is missing");
			checker.done();
			requireRoom(request, given.isEnabled ?? true);
			await requireAnswer(request, url);
			const made: SimWebhook = {
				id: state.nextId(),
				orgId: viewer.orgId,
				name: given.name ?? "",
				url,
				description: given.description ?? "",
				isEnabled: given.isEnabled ?? true,
				includeEventsFrom: given.includeEventsFrom ?? [],
				subscriptions: given.subscriptions ?? {},
				createdBy: viewer.id,
				createdAt: now,
				modifiedAt: null,
			};
			state.webhooks.push(made);
			return present(made);
		},
	},
	{
		path: ONE,
		scopes: scopes("READ"),
		weight: 1,
		query: {},
		answer: (request) => present(requireWebhook(request)),
	},
	{
		method: "PATCH",
		path: ONE,
		scopes: scopes("UPDATE"),
		weight: 1,
		query: {},
		async answer(request) {
			requireRight(request);
			const webhook = requireWebhook(request);
			const body = requireBody(request, BODY);
			const checker = createChecker(body);
			const url = checker.text("url", { max: 100 }) ?? webhook.url;
			const given = readBody(checker, body);
			checker.done();
			if (given.isEnabled && !webhook.isEnabled) requireRoom(request, true);
			if (url !== webhook.url) await requireAnswer(request, url);
			Object.assign(webhook, given, { url, modifiedAt: request.now });
			return present(webhook);
		},
	},
	{
		method: "DELETE",
		path: ONE,
		scopes: scopes("DELETE"),
		weight: 6,
		query: {},
		answer(request) {
			requireRight(request);
			const webhook = requireWebhook(request);
			request.state.webhooks = request.state.webhooks.filter((one) => one !== webhook);
			return DONE;
		},
	},
];

const own = ({ state, viewer }: ApiRequest) => state.webhooks.filter(({ orgId }) => orgId === viewer.orgId);

function requireWebhook(request: ApiRequest): SimWebhook {
	const webhook = own(request).find(({ id }) => id === request.params.webhookId);
	if (!webhook) throw notFound();
	return webhook;
}

/** A right of the profile; here the administrators' profile alone has it. */
function requireRight({ viewer }: ApiRequest): void {
	if (viewer.role !== "admin") throw forbidden();
}

function requireRoom(request: ApiRequest, isEnabled: boolean): void {
	const { state, viewer, webhooks } = request;
	const edition = state.organizations.find(({ id }) => id === viewer.orgId)?.edition ?? "FREE";
	const limit = webhooks.limitOf(edition);
	if (limit === 0) {
		throw new ApiFailure(403, "LICENSE_ACCESS_LIMITED", "This edition has no webhooks.");
	}
	const rows = own(request);
	const enabled = rows.filter((row) => row.isEnabled).length;
	if (rows.length >= MAX_PER_PORTAL || (isEnabled && enabled >= limit)) {
		throw new ApiFailure(422, "UNPROCESSABLE_ENTITY", "No more webhooks can be switched on.");
	}
}

async function requireAnswer({ webhooks }: ApiRequest, url: string): Promise<void> {
	if (await webhooks.probe(url)) return;
	throw refusal([{ field: "url", type: "invalid", message: "The address didn't answer 200." }]);
}

type Given = Partial<
	Pick<SimWebhook, "name" | "description" | "isEnabled" | "includeEventsFrom" | "subscriptions">
>;

function readBody(checker: Checker, body: Record<string, unknown>): Given {
	const name = checker.text("name", { max: 100 });
	const description = checker.text("description", { max: 3000 });
	const { isEnabled, includeEventsFrom, subscriptions } = body;
	if (isEnabled !== undefined && typeof isEnabled !== "boolean") {
		checker.wrong("isEnabled", "invalid", "isEnabled must be true or false");
	}
	const sources = Array.isArray(includeEventsFrom) ? includeEventsFrom.map(String) : [];
	if (sources.some((source) => source !== "AUTOMATION")) {
		checker.wrong("includeEventsFrom", "invalid", "There is no such source");
	}
	return {
		...(name === null ? {} : { name }),
		...(description === null ? {} : { description }),
		...(isEnabled === undefined ? {} : { isEnabled: isEnabled === true }),
		...(includeEventsFrom === undefined ? {} : { includeEventsFrom: sources }),
		...(subscriptions === undefined ? {} : { subscriptions: readSubscriptions(checker, subscriptions) }),
	};
}

const KNOWN = /^(?:Ticket|Contact|Account|Agent|Department|Task|Call|Event|Article)_\w+$/;

function readSubscriptions(checker: Checker, given: unknown): SimWebhook["subscriptions"] {
	const entries = Object.entries(given && typeof given === "object" ? given : {});
	if (entries.length === 0) checker.wrong("subscriptions", "missing", "subscriptions is empty");
	for (const [event, filter] of entries) {
		const isFilter = filter === null || (typeof filter === "object" && Object.keys(filter).length > 0);
		if (!KNOWN.test(event) || !isFilter) checker.wrong(`subscriptions/${event}`, "invalid", "Not accepted");
	}
	return Object.fromEntries(entries.map(([event, filter]) => [event, filter as SimFilter | null]));
}

function present({ orgId, createdAt, modifiedAt, ...webhook }: SimWebhook) {
	return {
		...webhook,
		ignoreSourceId: null,
		type: "CUSTOMER_WEBHOOK",
		createdTime: iso(createdAt),
		modifiedTime: modifiedAt === null ? null : iso(modifiedAt),
	};
}
