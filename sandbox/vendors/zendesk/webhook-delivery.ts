import type { Clock } from "../../vendor.ts";
import { type Breaker, createBreaker } from "./circuit-breaker.ts";
import type { Account, WebhookRecord } from "./state.ts";
import type { WebhookEvent } from "./webhook-events.ts";
import { type Deliver, sendWebhook, type WebhookAnswer } from "./webhook-sender.ts";

/** What may go wrong on the way, on demand. */
export interface WebhookTrouble {
	/** So many of the next deliveries never happen. */
	lose?: number;
	/** Each is delivered twice. */
	duplicate?: boolean;
	/** What is under way at the same time arrives last first. */
	reorder?: boolean;
}

/** One attempt, as the vendor's log of a webhook shows it. */
export interface Invocation {
	webhookId: string;
	eventId: string;
	type: string;
	attempt: number;
	/** null: no answer. */
	status: number | null;
	at: number;
}

export interface WebhookDelivery {
	/** Returns at once: nobody who changes a ticket waits for webhooks. */
	send(account: Account, events: readonly WebhookEvent[]): void;
	setTrouble(trouble: WebhookTrouble): void;
	invocations(): Invocation[];
	/** Resolves when nothing is under way; what waits for its time to be sent again isn't. */
	settle(): Promise<void>;
	/** Sends again what has become due. */
	tick(): Promise<void>;
	clear(): void;
}

interface Job {
	account: Account;
	webhook: WebhookRecord;
	event: WebhookEvent;
	invocation: string;
	attempt: number;
	dueAt: number;
}

const LANES = 8;
const MAX_RETRIES_NO_ANSWER = 5;
const MAX_RETRIES_CONFLICT = 3;
const MAX_RETRIES_ASKED = 5;
const MAX_RETRY_AFTER_SECONDS = 60;
/** How long the vendor waits is not documented; longer each time. */
const RETRY_STEP_MS = 5_000;

export function createWebhookDelivery(clock: Clock, deliver: Deliver | undefined): WebhookDelivery {
	const underWay = new Set<Promise<void>>();
	const breakers = new Map<string, Breaker>();
	let lanes: Promise<void>[] = [];
	let nextLane = 0;
	let collected: Job[] = [];
	let later: Job[] = [];
	let trouble: WebhookTrouble = {};
	let log: Invocation[] = [];
	/** What was under way before a reset belongs to nobody. */
	let life = 0;

	function track(work: Promise<void>): void {
		const tracked = work.finally(() => underWay.delete(tracked));
		underWay.add(tracked);
	}

	function release(): void {
		const jobs = trouble.reorder ? collected.toReversed() : collected;
		collected = [];
		for (const job of jobs) {
			if (trouble.lose) {
				trouble = { ...trouble, lose: trouble.lose - 1 };
				continue;
			}
			start(job);
			if (trouble.duplicate) start(job);
		}
	}

	function start(job: Job): void {
		const lane = nextLane++ % LANES;
		const work = (lanes[lane] ?? Promise.resolve()).then(() => attempt(job));
		lanes[lane] = work;
		track(work);
	}

	async function attempt(job: Job): Promise<void> {
		const { account, webhook, event, invocation } = job;
		const bornIn = life;
		const breaker = breakerOf(webhook);
		const isWanted = webhook.status === "active" && account.webhooks.get(webhook.id) === webhook;
		if (!deliver || !isWanted || breaker.isOpen()) return;
		const answer = await sendWebhook(deliver, webhook, event, invocation);
		if (bornIn !== life) return;
		breaker.note(answer.status !== null && answer.status < 400);
		const { id: eventId, type } = event;
		const { status } = answer;
		log.push({ webhookId: webhook.id, eventId, type, attempt: job.attempt, status, at: clock.now() });
		const delay = toRetryDelay(answer, job.attempt);
		if (delay === null) return;
		later.push({ ...job, attempt: job.attempt + 1, dueAt: clock.now() + delay });
		// The sandbox's clock also runs by itself.
		setTimeout(() => void tick().catch(() => {}), delay + 50).unref();
	}

	function breakerOf({ id }: WebhookRecord): Breaker {
		const known = breakers.get(id) ?? createBreaker(clock);
		breakers.set(id, known);
		return known;
	}

	async function settle(): Promise<void> {
		while (underWay.size > 0) await Promise.all(underWay);
	}

	async function tick(): Promise<void> {
		const due = later.filter(({ dueAt }) => dueAt <= clock.now());
		later = later.filter((job) => !due.includes(job));
		for (const job of due) start(job);
		await settle();
	}

	return {
		send(account, events) {
			if (!deliver) return;
			const jobs = events.flatMap((event) =>
				[...account.webhooks.values()]
					.filter(({ status, subscriptions }) => status === "active" && subscriptions.includes(event.type))
					.map((webhook) => {
						const invocation = crypto.randomUUID().replaceAll("-", "").toUpperCase();
						return { account, webhook, event, invocation, attempt: 1, dueAt: 0 };
					}),
			);
			if (jobs.length === 0) return;
			const isFirst = collected.length === 0;
			collected.push(...jobs);
			if (isFirst) track(new Promise<void>((resolve) => setImmediate(resolve)).then(release));
		},
		setTrouble(next) {
			trouble = { ...trouble, ...next };
		},
		invocations: () => [...log],
		settle,
		tick,
		clear() {
			life += 1;
			lanes = [];
			collected = [];
			later = [];
			trouble = {};
			log = [];
			breakers.clear();
		},
	};
}

/** null: this was the last attempt. */
function toRetryDelay({ status, retryAfterSeconds }: WebhookAnswer, attempt: number): number | null {
	if (status === null) return attempt <= MAX_RETRIES_NO_ANSWER ? attempt * RETRY_STEP_MS : null;
	if (status === 409) return attempt <= MAX_RETRIES_CONFLICT ? attempt * RETRY_STEP_MS : null;
	if (status !== 429 && status !== 503) return null;
	const isSoon = retryAfterSeconds !== null && retryAfterSeconds < MAX_RETRY_AFTER_SECONDS;
	return isSoon && attempt <= MAX_RETRIES_ASKED ? retryAfterSeconds * 1000 : null;
}
