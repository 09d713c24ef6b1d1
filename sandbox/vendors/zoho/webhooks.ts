import type { Clock } from "../../vendor.ts";
import type { SimEvent } from "./journal.ts";
import type { SimEdition, SimWebhook, ZohoState } from "./state.ts";
import { presentEvent } from "./webhook-events.ts";
import { createSigner, type KeySet, type TokenTimes } from "./webhook-signer.ts";

export type Deliver = (request: Request) => Promise<Response>;

/** What may go wrong on the way, on demand. */
export interface WebhookTrouble {
	/** So many of the next deliveries never happen. */
	lose?: number;
	/** Each is delivered twice. */
	duplicate?: boolean;
	/** What is under way at the same time arrives last first. */
	reorder?: boolean;
}

/** One delivery, as it was answered. */
export interface SimDelivery {
	webhookId: string;
	eventTypes: string[];
	/** null: no answer in time, or none at all. */
	status: number | null;
	at: number;
}

export interface Webhooks {
	/** How many an edition may have switched on. */
	limitOf(edition: SimEdition): number;
	/** Whether the address answers 200, to GET or else to POST. */
	probe(url: string): Promise<boolean>;
	/** Returns at once: nobody who changes a ticket waits for webhooks. */
	tell(events: SimEvent[]): void;
	keySet(): KeySet;
	setTrouble(trouble: WebhookTrouble): void;
	setTokenTimes(times: TokenTimes): void;
	deliveries(): SimDelivery[];
	settle(): Promise<void>;
	reset(): void;
}

const ENABLED: Record<SimEdition, number> = { FREE: 0, EXPRESS: 0, PROFESSIONAL: 5, ENTERPRISE: 10 };
const ANSWER_LIMIT_MS = 5_000;
const MOST_EVENTS = 10;

interface Job {
	webhook: SimWebhook;
	events: SimEvent[];
	body: string;
}

export function createWebhooks(options: {
	state: () => ZohoState;
	clock: Clock;
	deliver: Deliver | undefined;
	answerLimitMs?: number;
}): Webhooks {
	const { state, clock, deliver } = options;
	const signer = createSigner();
	const underWay = new Set<Promise<void>>();
	let collected: SimEvent[] = [];
	let trouble: WebhookTrouble = {};
	let log: SimDelivery[] = [];
	/** What was under way before a reset belongs to nobody. */
	let life = 0;

	function track(work: Promise<void>): void {
		const tracked = work.finally(() => underWay.delete(tracked));
		underWay.add(tracked);
	}

	function release(): void {
		const jobs = toJobs(collected);
		collected = [];
		for (const job of trouble.reorder ? jobs.toReversed() : jobs) {
			if (trouble.lose) {
				trouble = { ...trouble, lose: trouble.lose - 1 };
				continue;
			}
			track(send(job));
			if (trouble.duplicate) track(send(job));
		}
	}

	/** One list for each webhook, several when it would be long. */
	function toJobs(events: SimEvent[]): Job[] {
		return state()
			.webhooks.filter((webhook) => isAllowed(webhook))
			.flatMap((webhook) => {
				const heard = events.filter((event) => hears(webhook, event));
				return Array.from({ length: Math.ceil(heard.length / MOST_EVENTS) }, (_, index): Job => {
					const part = heard.slice(index * MOST_EVENTS, (index + 1) * MOST_EVENTS);
					const list = trouble.reorder ? part.toReversed() : part;
					const body = JSON.stringify(list.map((event) => presentEvent(state(), webhook, event)));
					return { webhook, events: list, body };
				});
			});
	}

	/** After a change to a smaller edition the oldest ones go on. */
	function isAllowed(webhook: SimWebhook): boolean {
		const edition = state().organizations.find(({ id }) => id === webhook.orgId)?.edition ?? "FREE";
		const enabled = state().webhooks.filter(({ orgId, isEnabled }) => orgId === webhook.orgId && isEnabled);
		return enabled.indexOf(webhook) >= 0 && enabled.indexOf(webhook) < ENABLED[edition];
	}

	async function send({ webhook, events, body }: Job): Promise<void> {
		const bornIn = life;
		const headers = {
			"content-type": "application/json; charset=utf-8",
			"x-zdesk-jwt": signer.sign(webhook.orgId, webhook.id),
		};
		const status = await answerOf(new Request(webhook.url, { method: "POST", headers, body }));
		if (bornIn !== life) return;
		const eventTypes = events.map(({ type }) => type);
		log.push({ webhookId: webhook.id, eventTypes, status, at: clock.now() });
		// The only answer with a consequence: the subscription is gone.
		if (status === 410) state().webhooks = state().webhooks.filter(({ id }) => id !== webhook.id);
	}

	/** null: none in time, or none at all. */
	async function answerOf(request: Request): Promise<number | null> {
		if (!deliver) return null;
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<null>((resolve) => {
			timer = setTimeout(() => resolve(null), options.answerLimitMs ?? ANSWER_LIMIT_MS);
		});
		const answering = deliver(request).then(async (response) => {
			await response.arrayBuffer();
			return response.status;
		});
		// An answer that comes after the limit may fail with nobody waiting for it.
		answering.catch(() => {});
		try {
			return await Promise.race([answering, late]);
		} catch {
			return null;
		} finally {
			clearTimeout(timer);
		}
	}

	return {
		limitOf: (edition) => ENABLED[edition],
		async probe(url) {
			if (!URL.canParse(url)) return false;
			if ((await answerOf(new Request(url))) === 200) return true;
			const headers = { "content-type": "application/json" };
			return (await answerOf(new Request(url, { method: "POST", headers, body: "{}" }))) === 200;
		},
		tell(events) {
			if (!deliver || state().webhooks.length === 0) return;
			const isFirst = collected.length === 0;
			collected.push(...events);
			if (isFirst) track(new Promise<void>((resolve) => setImmediate(resolve)).then(release));
		},
		keySet: signer.keySet,
		setTrouble(next) {
			trouble = { ...trouble, ...next };
		},
		setTokenTimes: signer.setTimes,
		deliveries: () => [...log],
		async settle() {
			while (underWay.size > 0) await Promise.all(underWay);
		},
		reset() {
			life += 1;
			collected = [];
			trouble = {};
			log = [];
		},
	};
}

function hears({ orgId, subscriptions, includeEventsFrom }: SimWebhook, event: SimEvent): boolean {
	const { ticket, type, item, actor } = event;
	if (ticket.orgId !== orgId || !Object.hasOwn(subscriptions, type)) return false;
	if (actor.type === "Supervise" && !includeEventsFrom.includes("AUTOMATION")) return false;
	const { departmentIds, direction } = subscriptions[type] ?? {};
	const isThere = !departmentIds || departmentIds.length === 0 || departmentIds.includes(ticket.departmentId);
	return isThere && (!direction || direction === item?.direction);
}
