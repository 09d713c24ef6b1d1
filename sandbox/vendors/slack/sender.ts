import { createHmac } from "node:crypto";
import { SLACK_APP } from "../../seed/accounts.ts";
import type { SentRequest } from "../slack-simulator.ts";

/** How Slack reaches the app: signed, and with three seconds to answer. */
export interface Sender {
	send(path: string, body: string, options?: SendOptions): Promise<SentRequest & { headers: Headers }>;
	/** The answer as it is, without a time limit. */
	sendRaw(path: string, body: string, options?: SendOptions): Promise<Response>;
}

export interface SendOptions {
	contentType?: string;
	headers?: Record<string, string>;
}

const ANSWER_LIMIT_MS = 3000;

export function createSender(options: {
	deliver: (request: Request) => Promise<Response>;
	appOrigin: () => string;
	answerLimitMs?: number;
}): Sender {
	const limit = options.answerLimitMs ?? ANSWER_LIMIT_MS;

	function sendRaw(
		path: string,
		body: string,
		{ contentType, headers }: SendOptions = {},
	): Promise<Response> {
		// The app's clock is the real one, whatever the sandbox's says.
		const timestamp = String(Math.floor(Date.now() / 1000));
		const signed = new Headers({
			"content-type": contentType ?? "application/x-www-form-urlencoded",
			"user-agent": "Slackbot 1.0 (simulated)",
			"x-slack-request-timestamp": timestamp,
			"x-slack-signature": sign(timestamp, body),
			...headers,
		});
		return options.deliver(
			new Request(`${options.appOrigin()}${path}`, { method: "POST", headers: signed, body }),
		);
	}

	return {
		sendRaw,
		async send(path, body, sendOptions) {
			const started = performance.now();
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<null>((resolve) => {
				timer = setTimeout(() => resolve(null), limit);
			});
			const answering = sendRaw(path, body, sendOptions).then(async (response) => ({
				response,
				text: await response.text(),
			}));
			// An answer that comes after the limit may fail with nobody waiting for it.
			answering.catch(() => {});
			try {
				const answer = await Promise.race([answering, late]);
				const durationMs = performance.now() - started;
				if (!answer) {
					return { status: 0, body: "", durationMs, error: "operation_timeout", headers: new Headers() };
				}
				const { status, headers } = answer.response;
				const error = status >= 200 && status < 300 ? null : "dispatch_failed";
				return { status, body: answer.text, durationMs, error, headers };
			} catch {
				const durationMs = performance.now() - started;
				return { status: 0, body: "", durationMs, error: "dispatch_failed", headers: new Headers() };
			} finally {
				clearTimeout(timer);
			}
		},
	};
}

export function sign(timestamp: string, body: string, secret: string = SLACK_APP.signingSecret): string {
	return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}
