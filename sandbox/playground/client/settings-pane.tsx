/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { PlaygroundInfo } from "../info.ts";
import { FaultsCard } from "./control/faults-card.tsx";
import { TimeCard } from "./control/time-card.tsx";
import { WebhooksCard } from "./control/webhooks-card.tsx";
import { SimulatedMark } from "./simulated-mark.tsx";
import type { Words } from "./words/words.ts";

export function SettingsPane({ info, words }: { info: PlaygroundInfo; words: Words }) {
	const [copied, setCopied] = useState(false);
	const copy = async () => {
		await navigator.clipboard.writeText(info.setupToken);
		setCopied(true);
	};
	return (
		<div class="settings">
			<header class="pane-head">
				<h1>{words.settingsTitle}</h1>
				<SimulatedMark words={words} />
			</header>
			<div class="settings-body">
				<p class="lead">{words.settingsText}</p>
				<section class="card">
					<h2>{words.setup}</h2>
					<p>{words.setupText}</p>
					<p class="token">
						<code>{info.setupToken}</code>
						<button type="button" class="button" onClick={copy}>
							{copied ? words.copied : words.copy}
						</button>
					</p>
					<OpenLink href={`${info.appOrigin}/setup`} words={words} primary />
				</section>
				<section class="card">
					<h2>{words.admin}</h2>
					<p>{words.adminText}</p>
					<OpenLink href={`${info.appOrigin}/admin`} words={words} />
				</section>
				<TimeCard words={words} />
				<FaultsCard words={words} />
				<WebhooksCard words={words} />
				<section class="card">
					<h2>{words.traffic}</h2>
					<p>{words.trafficText}</p>
					<OpenLink href="/sandbox/traffic" words={words} label={words.showTraffic} />
				</section>
			</div>
		</div>
	);
}

interface OpenLinkProps {
	href: string;
	words: Words;
	label?: string;
	primary?: boolean;
}

export function OpenLink({ href, words, label = words.open, primary = false }: OpenLinkProps) {
	return (
		<a
			class={primary ? "button primary" : "button"}
			href={href}
			target="_blank"
			rel="noopener noreferrer"
			title={words.opensNew}
		>
			{label}
			<span class="new-tab" aria-hidden="true">
				↗
			</span>
		</a>
	);
}
