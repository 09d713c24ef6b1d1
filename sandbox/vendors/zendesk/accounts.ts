import type { Clock } from "../../vendor.ts";
import { createDirectory } from "./directory/directory.ts";
import { createHistory } from "./history.ts";
import { createIdempotency } from "./idempotency.ts";
import { createRateWindow, createUpdateLimit } from "./rate-limit.ts";
import { seedAcme } from "./seed/acme.ts";
import { seedGlobex } from "./seed/globex.ts";
import type { AccountSeed } from "./seed/seed.ts";
import type { Account } from "./state.ts";
import { createTokenBook } from "./token-book.ts";

/** High enough that nobody meets it by clicking: the largest figure among the vendor's plans. */
const DEFAULT_PER_MINUTE = 2_500;
const EXPORTS_PER_MINUTE = 10;
const EXPORT_PAGE_SIZE = 1_000;

export function createAccounts(clock: Clock): Map<string, Account> {
	const seeds = [seedAcme(clock.now()), seedGlobex(clock.now())];
	return new Map(seeds.map((seed) => [seed.subdomain, createAccount(seed, clock)]));
}

function createAccount(seed: AccountSeed, clock: Clock): Account {
	const { subdomain, name, users, groups, organizations, tickets, fields, form, ratings } = seed;
	const highest = (ids: number[]) => Math.max(0, ...ids);
	const account: Account = {
		subdomain,
		name,
		users: byId(users),
		groups: byId(groups),
		organizations: byId(organizations),
		directory: createDirectory(seed, clock),
		tickets: byId(tickets),
		tokens: createTokenBook(clock),
		rate: createRateWindow(clock, DEFAULT_PER_MINUTE),
		updates: createUpdateLimit(clock),
		exports: createRateWindow(clock, EXPORTS_PER_MINUTE),
		exportPageSize: EXPORT_PAGE_SIZE,
		idempotency: createIdempotency(clock),
		fields,
		form,
		ratings,
		history: createHistory(tickets, () => account.nextCommentId++),
		metricEvents: [],
		webhooks: new Map(),
		maxWebhooks: null,
		uploads: new Map(),
		outbox: [],
		nextTicketId: highest(tickets.map(({ id }) => id)) + 1,
		nextCommentId: highest(tickets.flatMap(({ comments }) => comments.map(({ id }) => id))) + 1,
		nextUserId: highest(users.map(({ id }) => id)) + 1,
	};
	return account;
}

function byId<T extends { id: number }>(records: readonly T[]): Map<number, T> {
	return new Map(records.map((record) => [record.id, record]));
}
