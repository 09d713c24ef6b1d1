/** Addresses that open the Slack client open the playground instead. Answers its fragment; null for other pages. */
export function toPlaygroundPlace(url: URL, teamOfDomain: (domain: string) => string | null): string | null {
	const { host, pathname, searchParams } = url;
	const [, client, teamId, channelId] = pathname.split("/");
	if (host === "app.slack.com" && client === "client") return place(teamId, channelId);
	if (host === "slack.com" && client === "app_redirect") {
		return place(searchParams.get("team"), searchParams.get("channel"));
	}
	const team = teamOfDomain(host.replace(/\.slack\.com$/, ""));
	if (!team || !host.endsWith(".slack.com")) return null;
	return place(team, client === "archives" ? teamId : null);
}

function place(teamId: string | null | undefined, channelId: string | null | undefined): string {
	return `#/slack/${encodeURIComponent(teamId ?? "")}//${encodeURIComponent(channelId ?? "")}`;
}
