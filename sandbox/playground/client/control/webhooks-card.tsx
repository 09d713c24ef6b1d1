/** @jsxImportSource preact */
import { type DeskName, loseWebhooks } from "../api.ts";
import type { Words } from "../words/words.ts";
import { ActionButton } from "./action-button.tsx";
import { PollButton } from "./time-card.tsx";

const COUNT = 5;
const DESKS: readonly [DeskName, string][] = [
	["zendesk", "Zendesk"],
	["zoho", "Zoho Desk"],
];

/** What a vendor promised to send and doesn't; the next poll finds it. */
export function WebhooksCard({ words }: { words: Words }) {
	return (
		<section class="card control">
			<h2>{words.webhooks}</h2>
			<p>{words.webhooksText}</p>
			{DESKS.map(([desk, name]) => (
				<ActionButton
					key={desk}
					label={words.loseWebhooks(name, COUNT)}
					done={words.webhooksLost}
					words={words}
					run={() => loseWebhooks(desk, COUNT)}
				/>
			))}
			<PollButton words={words} />
		</section>
	);
}
