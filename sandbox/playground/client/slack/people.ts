import type { SimChannel, SimUser } from "../../../vendors/slack-simulator.ts";

export function findUser(users: readonly SimUser[], id: string | null): SimUser | null {
	return users.find((user) => user.id === id) ?? null;
}

/** The app's own DM: it has a Home beside its messages. */
export function isAppDm(channel: SimChannel, users: readonly SimUser[]): boolean {
	return channel.kind === "direct" && (findUser(users, channel.userId)?.isBot ?? true);
}

export function channelTitle(channel: SimChannel, users: readonly SimUser[]): string {
	if (channel.kind !== "direct") return `#${channel.name}`;
	if (isAppDm(channel, users)) return findUser(users, channel.userId)?.name ?? "Deskbridge";
	return findUser(users, channel.userId)?.name ?? channel.name;
}

export function initials(name: string): string {
	const words = name
		.replace(/[^\p{L}\p{N}\s]/gu, " ")
		.trim()
		.split(/\s+/);
	const first = [...(words[0] ?? "")];
	if (/[\u3040-\u30ff\u3400-\u9fff]/.test(first[0] ?? "")) return first[0] ?? "";
	return `${first[0] ?? "?"}${[...(words[1] ?? "")][0] ?? ""}`.toUpperCase();
}

/** One of six tones, the same for the same person everywhere. */
export function toneOf(name: string): number {
	let sum = 0;
	for (const char of name) sum = (sum * 7 + (char.codePointAt(0) ?? 0)) % 9973;
	return sum % 6;
}
