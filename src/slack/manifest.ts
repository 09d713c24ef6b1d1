import { slackCallbackAddress } from "../services/workspaces/callback-address.ts";
import { SHORTCUTS } from "./forms/shortcuts.ts";
import { BOT_SCOPES } from "./oauth.ts";

export interface ManifestInput {
	/** Scheme and host of this deployment. */
	origin: string;
	/** The slash command, with its slash. */
	command: string;
	/** What the app is called in Slack. */
	name: string;
	/** Hosts of the desks' ticket addresses; none: wherever the desks' vendors have most of their customers. */
	ticketHosts: readonly string[];
}

/** What people type. */
export const COMMAND = "/desk";
export const APP_NAME = "Deskbridge";

const NAME_MAX = 35;
const MAX_UNFURL_DOMAINS = 5;
/** Until a desk is registered. A domain stands for everything below it. */
const USUAL_TICKET_HOSTS = ["zendesk.com", "desk.zoho.com", "desk.zoho.eu", "desk.zoho.jp", "desk.zoho.in"];

/** What Slack tells the app of. */
const BOT_EVENTS = [
	"app_home_opened",
	"app_uninstalled",
	"tokens_revoked",
	"link_shared",
	"member_joined_channel",
	"member_left_channel",
	"channel_left",
	"group_left",
	"channel_archive",
	"channel_unarchive",
	"group_archive",
	"group_unarchive",
	"channel_deleted",
	"group_deleted",
	"channel_rename",
	"group_rename",
	"channel_id_changed",
] as const;
const SHARE_URL = "https://api.slack.com/apps";

/** The Slack app that belongs to this deployment, as Slack's manifest (version 2) describes it. */
export function buildManifest({ origin, command, name, ticketHosts }: ManifestInput) {
	const hosts = ticketHosts.length > 0 ? [...new Set(ticketHosts)] : USUAL_TICKET_HOSTS;
	return {
		_metadata: { major_version: 2, minor_version: 1 },
		display_information: {
			name: [...name].slice(0, NAME_MAX).join(""),
			description:
				"Tickets of your help desk in Slack: hear of them, look them up, create them, answer them.",
			long_description:
				"Deskbridge connects Slack with Zendesk or Zoho Desk. What happens to tickets reaches the right channel and" +
				" the right person. People ask for a ticket with a slash command and see the answer with their own rights in" +
				" the help desk, create tickets, comment and reply. It runs in your organization's own Cloudflare account.",
			background_color: "#0b5d63",
		},
		features: {
			app_home: {
				home_tab_enabled: true,
				messages_tab_enabled: true,
				messages_tab_read_only_enabled: true,
			},
			bot_user: { display_name: [...name].slice(0, NAME_MAX).join(""), always_online: true },
			shortcuts: [
				{
					name: "New ticket",
					type: "global" as const,
					callback_id: SHORTCUTS.create,
					description: "Write a ticket for the help desk",
				},
				{
					name: "Create ticket",
					type: "message" as const,
					callback_id: SHORTCUTS.createFromMessage,
					description: "Make a ticket of this message",
				},
				{
					name: "Add to ticket",
					type: "message" as const,
					callback_id: SHORTCUTS.addToTicket,
					description: "Put this message on a ticket, for colleagues or as a reply",
				},
			],
			slash_commands: [
				{
					command,
					url: `${origin}/slack/commands`,
					description: "Look up, create and answer tickets of the help desk",
					usage_hint: "1042 | search printer | create | mine | help",
					should_escape: true,
				},
			],
			unfurl_domains: hosts.slice(0, MAX_UNFURL_DOMAINS),
		},
		oauth_config: {
			redirect_urls: [slackCallbackAddress(origin)],
			scopes: { bot: [...BOT_SCOPES] },
		},
		settings: {
			event_subscriptions: {
				request_url: `${origin}/slack/events`,
				bot_events: [...BOT_EVENTS],
			},
			interactivity: {
				is_enabled: true,
				request_url: `${origin}/slack/interactions`,
				message_menu_options_url: `${origin}/slack/options`,
			},
			incoming_webhooks: { incoming_webhooks_enabled: true },
			org_deploy_enabled: false,
			socket_mode_enabled: false,
			token_rotation_enabled: false,
		},
	};
}
export type SlackManifest = ReturnType<typeof buildManifest>;

/** Slack's page that creates an app with everything filled in. */
export function createAppUrl(manifest: SlackManifest): string {
	const url = new URL(SHARE_URL);
	url.searchParams.set("new_app", "1");
	url.searchParams.set("manifest_json", JSON.stringify(manifest));
	return url.href;
}
