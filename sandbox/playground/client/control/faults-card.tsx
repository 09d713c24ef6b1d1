/** @jsxImportSource preact */
import { useEffect, useState } from "preact/hooks";
import { addFault, clearFaults, loadFaults } from "../api.ts";
import type { Words } from "../words/words.ts";
import { ActionButton } from "./action-button.tsx";
import { buildFault, type FaultKind, type FaultPart, type FaultVendor, readFault } from "./faults.ts";
import { Select } from "./select.tsx";

const VENDORS: Readonly<Record<FaultVendor, string>> = {
	slack: "Slack",
	zendesk: "Zendesk",
	zoho: "Zoho Desk",
};
const TIMES = ["1", "5", "20", "100"];
const LOOK_MS = 2_000;

/** What goes wrong with the next calls of the Worker, and what of it is still to come. */
export function FaultsCard({ words }: { words: Words }) {
	const [vendor, setVendor] = useState<FaultVendor>("slack");
	const [kind, setKind] = useState<FaultKind>("answerLost");
	const [part, setPart] = useState<FaultPart>("writes");
	const [times, setTimes] = useState("1");
	const [pending, setPending] = useState<string[]>([]);

	const look = async () => {
		const faults = await loadFaults();
		setPending(
			faults.map((fault) => {
				const known = readFault(fault);
				if (!known) return words.otherFault(fault.vendor ?? "", fault.times ?? 1);
				const about = [
					VENDORS[known.vendor],
					words.faultParts[known.vendor][known.part],
					words.faults[known.kind],
				];
				return `${about.join(" · ")} × ${known.times}`;
			}),
		);
	};
	useEffect(() => {
		const again = () => void look().catch(() => {});
		again();
		// Faults are used up by calls that nothing tells of.
		const timer = setInterval(again, LOOK_MS);
		return () => clearInterval(timer);
	}, [words]);

	const run = async () => {
		await addFault(buildFault({ vendor, kind, part, times: Number(times) }));
		await look();
	};
	const parts: Readonly<Record<FaultPart, string>> = words.faultParts[vendor];
	const kinds: Readonly<Record<FaultKind, string>> = words.faults;
	return (
		<section class="card control">
			<h2>{words.faultsTitle}</h2>
			<p>{words.faultsText}</p>
			<div class="fault-choice">
				<Select label={words.faultVendor} value={vendor} options={VENDORS} onChoose={setVendor} />
				<Select label={words.faultPart} value={part} options={parts} onChoose={setPart} />
				<Select label={words.faultKind} value={kind} options={kinds} onChoose={setKind} />
				<Select
					label={words.faultTimes}
					value={times}
					options={Object.fromEntries(TIMES.map((one) => [one, one]))}
					onChoose={setTimes}
				/>
			</div>
			<ActionButton label={words.addFault} done={words.faultAdded} words={words} run={run} />
			{pending.length > 0 ? (
				<div class="pending">
					<ul>
						{pending.map((each, index) => (
							<li key={index}>{each}</li>
						))}
					</ul>
					<button type="button" class="button" onClick={() => void clearFaults().then(look, () => {})}>
						{words.clearFaults}
					</button>
				</div>
			) : null}
		</section>
	);
}
