import { toApiUser } from "../present.ts";
import { uninstallApp } from "../uninstall.ts";
import { type Answer, type Call, flag, required, SlackError, text } from "./call.ts";

export function authTest({ team, token }: Call): Answer {
	return {
		ok: true,
		url: `https://${team.domain}.slack.com/`,
		team: team.name,
		user: team.users.get(token.userId)?.handle ?? "",
		team_id: team.id,
		user_id: token.userId,
		...(token.kind === "bot" ? { bot_id: team.botId, is_enterprise_install: false } : {}),
	};
}

/** The only bot token of the team gone, the app is gone from it. */
export function authRevoke(call: Call): Answer {
	if (flag(call, "test")) return { ok: true, revoked: false };
	if (call.token.kind === "bot") {
		void uninstallApp(call.state, call.events, call.team.id).catch(() => {});
	} else call.token.revoked = true;
	return { ok: true, revoked: true };
}

export function userInfo(call: Call): Answer {
	const user = call.team.users.get(required(call, "user"));
	if (!user) throw new SlackError("user_not_found");
	const withEmail = call.token.scopes.includes("users:read.email");
	return { ok: true, user: toApiUser(call.team, user, withEmail, flag(call, "include_locale")) };
}

export function lookupByEmail(call: Call): Answer {
	const email = required(call, "email").toLowerCase();
	const user = [...call.team.users.values()].find((one) => !one.isBot && one.email.toLowerCase() === email);
	if (!user) throw new SlackError("users_not_found");
	return { ok: true, user: toApiUser(call.team, user, true, false) };
}

export function teamInfo(call: Call): Answer {
	const { team } = call;
	const asked = text(call, "team");
	if (asked !== null && asked !== team.id) throw new SlackError("team_not_found");
	return {
		ok: true,
		team: {
			id: team.id,
			name: team.name,
			domain: team.domain,
			email_domain: `${team.domain}.example`,
			icon: { image_default: true },
		},
	};
}

export function openIdUserInfo({ team, token }: Call): Answer {
	const user = team.users.get(token.userId);
	if (!user) throw new SlackError("account_inactive");
	return {
		ok: true,
		sub: user.id,
		"https://slack.com/user_id": user.id,
		"https://slack.com/team_id": team.id,
		email: user.email,
		email_verified: true,
		date_email_verified: 1_700_000_000,
		name: user.name,
		given_name: user.name,
		family_name: "",
		locale: user.locale,
		"https://slack.com/team_name": team.name,
		"https://slack.com/team_domain": team.domain,
	};
}
