import { SLACK_APP } from "../../seed/accounts.ts";
import type { SentRequest } from "../slack-simulator.ts";
import { newId, teamOf } from "./create-state.ts";
import type { Sender } from "./sender.ts";
import type { SlackState } from "./state.ts";

export interface Events {
	/**
	 * Resolves with the first attempt; what fails is sent again at once, after a minute and after five. What the app
	 * didn't subscribe to is not sent at all.
	 */
	send(teamId: string, event: Record<string, unknown>): Promise<SentRequest>;
	/** Subscribed to or not. */
	sendAnything(teamId: string, event: Record<string, unknown>): Promise<SentRequest>;
	/** Sends what is due. */
	tick(): Promise<void>;
	clear(): void;
}

const RETRY_AFTER_MS = [0, 60_000, 300_000] as const;

const NOT_SENT: SentRequest = { status: 0, body: "", durationMs: 0, error: null };

interface Pending {
	body: string;
	attempt: number;
	reason: "http_timeout" | "http_error" | "connection_failed";
	firstAt: number;
	dueAt: number;
}

export function createEvents(state: SlackState, sender: Sender): Events {
	let pending: Pending[] = [];

	async function attempt(body: string, retry: Pending | null): Promise<SentRequest & { headers: Headers }> {
		const retryHeaders = retry && {
			"x-slack-retry-num": String(retry.attempt),
			"x-slack-retry-reason": retry.reason,
		};
		const options = { contentType: "application/json", ...(retryHeaders ? { headers: retryHeaders } : {}) };
		const sent = await sender.send("/slack/events", body, options);
		const number = retry?.attempt ?? 0;
		const wait = RETRY_AFTER_MS[number];
		if (sent.error && wait !== undefined && sent.headers.get("x-slack-no-retry") !== "1") {
			const firstAt = retry?.firstAt ?? state.clock.now();
			const reason =
				sent.error === "operation_timeout"
					? "http_timeout"
					: sent.status
						? "http_error"
						: "connection_failed";
			pending.push({ body, attempt: number + 1, reason, firstAt, dueAt: firstAt + wait });
			// The sandbox's clock also runs by itself.
			setTimeout(() => void tick().catch(() => {}), wait + 50).unref();
		}
		return sent;
	}

	async function tick(): Promise<void> {
		const due = pending.filter(({ dueAt }) => dueAt <= state.clock.now());
		pending = pending.filter((one) => !due.includes(one));
		for (const retry of due) await attempt(retry.body, retry);
	}

	async function sendAnything(teamId: string, event: Record<string, unknown>): Promise<SentRequest> {
		const { headers: _, ...sent } = await attempt(JSON.stringify(buildEnvelope(state, teamId, event)), null);
		return sent;
	}

	return {
		sendAnything,
		async send(teamId, event) {
			const wanted = state.app.events;
			if (wanted && !wanted.has(String(event.type))) return NOT_SENT;
			return sendAnything(teamId, event);
		},
		tick,
		clear() {
			pending = [];
		},
	};
}

function buildEnvelope(state: SlackState, teamId: string, event: Record<string, unknown>) {
	const team = teamOf(state, teamId);
	const channel = typeof event.channel === "string" ? team.channels.get(event.channel) : undefined;
	return {
		token: "sandbox-verification-token",
		team_id: teamId,
		context_team_id: teamId,
		context_enterprise_id: null,
		api_app_id: SLACK_APP.appId,
		event: { event_ts: state.nextTs(), ...event },
		type: "event_callback",
		event_id: newId(state, "Ev"),
		event_time: Math.floor(state.clock.now() / 1000),
		authorizations: [
			{
				enterprise_id: null,
				team_id: teamId,
				user_id: team.botUserId,
				is_bot: true,
				is_enterprise_install: false,
			},
		],
		is_ext_shared_channel: channel?.isExternal ?? false,
		event_context: `4-${newId(state, "E")}`,
	};
}
