/** Where Slack sends the browser back to, after an install as after one person's sign-in. */
export function slackCallbackAddress(origin: string): string {
	return `${origin}/slack/oauth/callback`;
}
