/** @jsxImportSource preact */
import type { CrmList } from "../../crm-panel.ts";
import type { Words } from "../words/words.ts";

interface RecordListProps {
	list: CrmList;
	chosen: string | null;
	search: string;
	words: Words;
	onSearch(text: string): void;
	onOpen(id: string): void;
}

export function RecordList({ list, chosen, search, words, onSearch, onOpen }: RecordListProps) {
	const { crm } = words;
	const { rows, total } = list;
	return (
		<>
			<div class="filter">
				<input
					type="search"
					value={search}
					placeholder={crm.search}
					aria-label={crm.search}
					onInput={(event) => onSearch(event.currentTarget.value)}
				/>
				<p class="help" role="status">
					{search.trim() === "" ? crm.count(rows.length, total) : crm.found(rows.length)}
				</p>
			</div>
			<div class="ticket-rows">
				{rows.map(({ id, name, detail, isDeleted }) => (
					<button
						key={id}
						type="button"
						class="ticket-row crm-row"
						aria-current={id === chosen ? "true" : undefined}
						onClick={() => onOpen(id)}
					>
						<span class="ticket-subject">{name || id}</span>
						<span class="ticket-line">
							<span>{detail || "–"}</span>
							{isDeleted ? <span class="status bad">{crm.deleted}</span> : null}
						</span>
					</button>
				))}
				{rows.length === 0 ? <p class="empty">{crm.nothing}</p> : null}
			</div>
		</>
	);
}
