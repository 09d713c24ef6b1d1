import { recordInvalid } from "./errors.ts";
import type { Account, UserRecord } from "./state.ts";

const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

/** Who a new ticket is about. Somebody unknown becomes an end user when the ticket is written, not before. */
export function findRequester(
	account: Account,
	now: number,
	requester: number | string | { name?: string | undefined; email?: string | undefined },
): { record: UserRecord; keep: () => void } {
	if (typeof requester === "number") {
		const known = account.users.get(requester);
		if (!known) throw recordInvalid("requester", "Requester: is invalid");
		return found(known);
	}
	const { email = "", name } =
		typeof requester === "string" ? { email: requester, name: requester } : requester;
	const address = email.trim().toLowerCase();
	const known = account.users.get(account.directory.lookup.userByEmail(address) ?? 0);
	if (known) return found(known);
	if (!EMAIL.test(address)) {
		throw recordInvalid("requester", `Requester: Email:  ${email} is not properly formatted`);
	}
	if (!name?.trim()) {
		throw recordInvalid("requester", "Requester: Name:  is too short (minimum one character)");
	}
	const record: UserRecord = {
		id: account.nextUserId,
		name: name.trim(),
		email: address,
		role: "end-user",
		groups: [],
		ownGroupsOnly: true,
		organizationId: null,
		locale: "en-US",
		timeZone: "UTC",
		suspended: false,
		createdAt: now,
	};
	return {
		record,
		keep() {
			account.nextUserId += 1;
			account.users.set(record.id, record);
			account.directory.lookup.noteUser(record);
		},
	};
}

function found(record: UserRecord) {
	if (record.suspended) throw recordInvalid("requester", `Requester: ${record.name} is suspended.`);
	return { record, keep: () => {} };
}
