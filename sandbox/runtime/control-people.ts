import { HTTPException } from "hono/http-exception";
import { SETUP_TOKEN, SLACK_APP, ZENDESK_ACCOUNT, ZOHO_ACCOUNT } from "../seed/accounts.ts";
import { PEOPLE } from "../seed/people.ts";
import type { SimChannel } from "../vendors/slack-simulator.ts";
import type { Sandbox } from "./sandbox.ts";

export interface SlackPerson {
	teamId: string;
	userId: string;
}

/** The first person of a team, preferably the given one, who sees the channel. */
export function findViewer(sandbox: Sandbox, channel: string, teamId?: string): SlackPerson {
	for (const { id } of sandbox.slack.teams()) {
		if (teamId && id !== teamId) continue;
		for (const user of sandbox.slack.users(id)) {
			const seen = user.isBot ? [] : sandbox.slack.channels(id, user.id);
			const name = channel.replace(/^#/, "");
			if (seen.some((one) => one.id === channel || one.name === name)) return { teamId: id, userId: user.id };
		}
	}
	throw new HTTPException(404, { message: `nobody sees a channel ${JSON.stringify(channel)}` });
}

/** By Slack id, by the key of the seed, or by e-mail. */
export function findPerson(sandbox: Sandbox, name: string, teamId?: string): SlackPerson {
	const seeded = PEOPLE.find(({ key, email, slack }) => slack && [key, email, slack.userId].includes(name));
	if (seeded?.slack && (!teamId || seeded.slack.teamId === teamId)) {
		return { teamId: seeded.slack.teamId, userId: seeded.slack.userId };
	}
	for (const { id } of sandbox.slack.teams()) {
		if (teamId && id !== teamId) continue;
		const user = sandbox.slack.users(id).find((one) => [one.id, one.email].includes(name));
		if (user) return { teamId: id, userId: user.id };
	}
	throw new HTTPException(404, { message: `nobody in Slack is called ${JSON.stringify(name)}` });
}

/** By id, or by name with or without `#`; `app` is the person's direct messages with the app. */
export function findChannel(sandbox: Sandbox, { teamId, userId }: SlackPerson, name: string): SimChannel {
	const channels = sandbox.slack.channels(teamId, userId);
	const bots = new Set(sandbox.slack.users(teamId).flatMap(({ id, isBot }) => (isBot ? [id] : [])));
	const found =
		channels.find(({ id }) => id === name) ??
		channels.find((channel) => channel.name === name.replace(/^#/, "")) ??
		(name === "app"
			? channels.find((channel) => channel.userId !== null && bots.has(channel.userId))
			: undefined);
	if (!found) {
		throw new HTTPException(404, { message: `this person sees no channel ${JSON.stringify(name)}` });
	}
	return found;
}

export function buildInfo(sandbox: Sandbox) {
	const { slack } = sandbox;
	return {
		origin: sandbox.origin,
		vendorOrigin: sandbox.vendorOrigin,
		now: sandbox.clock.now(),
		setupToken: SETUP_TOKEN,
		signingSecret: SLACK_APP.signingSecret,
		slack: {
			app: SLACK_APP,
			teams: slack.teams().map((team) => ({
				...team,
				users: slack.users(team.id),
				channels: slack
					.users(team.id)
					.filter(({ isBot }) => !isBot)
					.flatMap(({ id }) => slack.channels(team.id, id))
					.filter(({ id, kind }, index, all) => {
						return kind !== "direct" && all.findIndex((other) => other.id === id) === index;
					}),
			})),
		},
		desks: { zendesk: ZENDESK_ACCOUNT, zoho: ZOHO_ACCOUNT },
		orgs: sandbox.salesforce.orgs(),
		people: PEOPLE,
		administrators: {
			zendesk: PEOPLE.filter(({ zendesk }) => zendesk?.role === "admin").map(({ key, email }) => ({
				key,
				email,
			})),
			zoho: PEOPLE.filter(({ zoho }) => zoho?.role === "admin").map(({ key, email }) => ({ key, email })),
		},
	};
}
