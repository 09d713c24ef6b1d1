/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { Live } from "../live.ts";
import { useLoaded } from "../load.ts";
import type { CrmPlace, Place } from "../place.ts";
import { SimulatedMark } from "../simulated-mark.tsx";
import type { Words } from "../words/words.ts";
import { loadCounterparts, loadOrgs, loadRecord, loadRecords } from "./api.ts";
import { NewRecord } from "./new-record.tsx";
import { RecordDetail } from "./record-detail.tsx";
import { RecordList } from "./record-list.tsx";
import { SyncButton } from "./sync-button.tsx";

interface CrmPaneProps {
	place: CrmPlace;
	live: Live;
	words: Words;
	go(place: Place): void;
}

/** The simulated Salesforce: one org's records, and one of them to work on. */
export function CrmPane({ place, live, words, go }: CrmPaneProps) {
	const [search, setSearch] = useState("");
	const [adding, setAdding] = useState(false);
	const [syncs, setSyncs] = useState(0);
	const { object, recordId } = place;
	const changes = live.changes.salesforce;
	const { data: known } = useLoaded(loadOrgs, [syncs]);
	const connected = known?.orgs.find(({ isConnected }) => isConnected);
	const org = place.org || connected?.key || known?.orgs[0]?.key || "";
	const isConnected = known?.orgs.find(({ key }) => key === org)?.isConnected ?? false;
	const list = useLoaded(
		async () => (org ? await loadRecords(org, object, search) : null),
		[org, object, search, changes],
	);
	const record = useLoaded(
		async () => ({ asked: recordId, found: org && recordId ? await loadRecord(org, recordId) : null }),
		[org, recordId, changes],
	);
	const counterparts = useLoaded(
		async () => ({ asked: recordId, found: org && recordId ? await loadCounterparts(org, recordId) : [] }),
		[org, recordId, changes, syncs],
	);
	const shown = record.data?.asked === recordId ? record.data.found : null;
	const open = (id: string | null) => go({ ...place, org, recordId: id });
	const show = (next: Partial<CrmPlace>) => {
		setSearch("");
		setAdding(false);
		go({ ...place, org, recordId: null, ...next });
	};
	return (
		<div class={recordId ? "desk with-ticket" : "desk"}>
			<aside class="desk-list">
				<header class="pane-head">
					<h1>Salesforce</h1>
					<span class="grow" />
					<button
						type="button"
						class="button"
						aria-expanded={adding}
						onClick={() => setAdding((before) => !before)}
					>
						{words.crm.newRecord}
					</button>
					<SimulatedMark words={words} />
				</header>
				<div class="crm-choose">
					<select
						aria-label={words.crm.org}
						value={org}
						onChange={(event) => show({ org: event.currentTarget.value })}
					>
						{known?.orgs.map((one) => (
							<option key={one.key} value={one.key}>
								{one.isConnected ? words.crm.connected(one.name) : one.name}
							</option>
						))}
					</select>
					<select
						aria-label={words.crm.object}
						value={object}
						onChange={(event) => show({ object: event.currentTarget.value })}
					>
						{known?.objects.map((name) => (
							<option key={name} value={name}>
								{words.crm.objects[name] ?? name}
							</option>
						))}
					</select>
				</div>
				{adding && list.data ? (
					<NewRecord
						key={object}
						org={org}
						object={object}
						needed={list.data.needed}
						words={words}
						onAdded={(id) => {
							setAdding(false);
							open(id);
						}}
					/>
				) : null}
				{list.data ? (
					<RecordList
						list={list.data}
						chosen={recordId}
						search={search}
						words={words}
						onSearch={setSearch}
						onOpen={open}
					/>
				) : (
					<p class="empty">{list.refused ?? words.loading}</p>
				)}
				<footer class="crm-foot">
					{isConnected || !known ? null : <p class="help">{words.crm.notConnected}</p>}
					<SyncButton words={words} onDone={() => setSyncs((before) => before + 1)} />
				</footer>
			</aside>
			<section class="desk-detail">
				{shown ? (
					<RecordDetail
						key={shown.id}
						org={org}
						record={shown}
						counterparts={
							isConnected && counterparts.data?.asked === recordId ? counterparts.data.found : null
						}
						words={words}
						onBack={() => open(null)}
					/>
				) : (
					<p class="empty">
						{recordId ? (record.refused ? words.crm.gone : words.loading) : words.crm.pick}
						{recordId || !isConnected ? null : <br />}
						{recordId || !isConnected ? null : words.crm.hint}
					</p>
				)}
			</section>
		</div>
	);
}
