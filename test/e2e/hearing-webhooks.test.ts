import { beforeAll, describe, expect, test } from "vitest";
import { BOOTED, useSandbox } from "../support/sandbox.ts";
import { until } from "../support/until.ts";

const sandbox = useSandbox("hearing-webhooks", BOOTED);

async function rows<T>(query: string): Promise<T[]> {
	const database = await sandbox().database();
	return (await database.prepare(query).all()).results as T[];
}

interface Subscription {
	provider: "zendesk" | "zoho";
	state: string;
	reason: string | null;
}

const readSubscriptions = () =>
	rows<Subscription>(
		`select d.provider, w.state, w.reason from desks d join desk_webhooks w on w.desk_id = d.id
		where d.listening_at is not null order by 1`,
	);

async function intakeOf(ticketId: string) {
	const seen = await rows<{ ticket_id: string; state: string }>("select * from webhook_intake");
	return seen.filter((row) => row.ticket_id === ticketId);
}

let subscriptions: Subscription[];

beforeAll(async () => {
	subscriptions = await until("every subscription was looked at", 10_000, async () => {
		const found = await readSubscriptions();
		return found.length > 0 && found.every(({ reason }) => reason !== "new") ? found : null;
	});
});

describe("a desk with a workspace", () => {
	test("has a subscription of ours by itself", () => {
		expect(subscriptions).toEqual([
			{ provider: "zendesk", state: "active", reason: null },
			{ provider: "zoho", state: "active", reason: null },
		]);
		expect(sandbox().zendesk.webhooks()).toHaveLength(1);
		expect(sandbox().zoho.webhooks()).toHaveLength(1);
	});

	test("is heard when a customer writes in Zendesk, twice though it may say so", async () => {
		const { zendesk } = sandbox();
		zendesk.setWebhooks({ duplicate: true });
		zendesk.actAsCustomer({ ticketId: 1042, text: "Any news?" });
		await zendesk.settle();
		const attempts = zendesk.invocations();
		expect(attempts.length).toBeGreaterThanOrEqual(2);
		expect(attempts.map(({ status }) => status)).toEqual(attempts.map(() => 200));
		const events = new Set(attempts.map(({ eventId }) => eventId));
		const done = await until("the hints were handed over", 5_000, async () => {
			const hints = await intakeOf("1042");
			return hints.length > 0 && hints.every(({ state }) => state === "done") ? hints : null;
		});
		expect(done).toHaveLength(events.size);
	});

	test("is heard when a customer writes in Zoho Desk", async () => {
		const { zoho } = sandbox();
		const { id } = zoho.ticket("1042");
		zoho.actAsCustomer({ ticketId: id, text: "Any news?" });
		await zoho.settle();
		const deliveries = zoho.deliveries();
		expect(deliveries.length).toBeGreaterThan(0);
		expect(deliveries.map(({ status }) => status)).toEqual(deliveries.map(() => 200));
		await until("the hint was handed over", 5_000, async () => {
			const hints = await intakeOf(id);
			return hints.length > 0 && hints.every(({ state }) => state === "done");
		});
	});

	test("gets subscriptions that somebody switched off back with the next daily look", async () => {
		const { zendesk, zoho } = sandbox();
		zendesk.setWebhookStatus(zendesk.webhooks()[0]?.id ?? "", "inactive");
		zoho.setWebhookEnabled(zoho.webhooks()[0]?.id ?? "", false);
		await sandbox().passTime(25 * 3_600_000);
		await sandbox().cron();
		await until("both are switched on again", 10_000, () => {
			return zendesk.webhooks()[0]?.status === "active" && zoho.webhooks()[0]?.isEnabled;
		});
		expect(zendesk.webhooks()).toHaveLength(1);
		expect(zoho.webhooks()).toHaveLength(1);
	});
});
