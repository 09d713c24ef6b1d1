/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { PlaygroundInfo } from "../info.ts";
import { runCron } from "./api.ts";
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
				<section class="card">
					<h2>{words.cron}</h2>
					<p>{words.cronText}</p>
					<CronButton words={words} />
				</section>
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

export function CronButton({ words }: { words: Words }) {
	const [busy, setBusy] = useState(false);
	const [status, setStatus] = useState<number | null>(null);
	const run = async () => {
		setBusy(true);
		setStatus(await runCron().catch(() => 503));
		setBusy(false);
	};
	return (
		<span class="row cron">
			<button
				type="button"
				class={busy ? "button busy" : "button"}
				aria-busy={busy}
				onClick={() => !busy && run()}
			>
				{words.runCron}
			</button>
			<span role="status" class="help">
				{status === null ? "" : words.cronDone(status)}
			</span>
		</span>
	);
}
