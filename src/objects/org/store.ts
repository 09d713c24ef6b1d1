import type { SourceField, TargetField } from "../../core/sync/fields.ts";
import type { CrmObject, DirectoryKind } from "../../core/sync/record.ts";
import type { RunKind } from "../../core/sync/run.ts";
import type { WritePath } from "../../desk/desk-directory.ts";
import { createChunksTable } from "./chunks-table.ts";
import type { Run } from "./run.ts";

/** How far an object has been read. */
export interface Cursor {
	/** Every change before is known. */
	low: number;
	/** Up to when deletions are known, and when everything was last read. */
	deletedAt: number;
	reconciledAt: number;
}

/** What a person or Cron asked for while a run was under way. */
export interface WantedRun {
	id: string;
	kind: RunKind;
	startedByName: string | null;
	asked: Run["asked"];
}

/** Describes of both sides, kept so that a look for changes asks for none. */
const FIELDS_LIFETIME_MS = 24 * 3_600_000;

interface Kept<T> {
	value: T;
	at: number;
}

export type OrgStore = ReturnType<typeof createOrgStore>;

/** The object's own tables and values. Every method is one turn. */
export function createOrgStore(storage: DurableObjectStorage) {
	const { kv } = storage;
	const recall = <T>(name: string, now: number): T | undefined => {
		const kept = kv.get<Kept<T>>(name);
		return kept && now - kept.at < FIELDS_LIFETIME_MS ? kept.value : undefined;
	};
	const listWanted = () => [kv.get<WantedRun | WantedRun[]>("wanted") ?? []].flat();
	return {
		...createChunksTable(storage.sql),
		transaction: <T>(work: () => T): T => storage.transactionSync(work),

		run(): Run | null {
			const run = kv.get<Run>("run");
			return run ? { ...run, again: run.again ?? [] } : null;
		},
		saveRun: (run: Run): void => kv.put("run", run),
		dropRun: (): void => void kv.delete("run"),
		/** A run that somebody stopped: goes on when asked to, others may run meanwhile. */
		parked: (): Run | null => kv.get<Run>("parked") ?? null,
		park(run: Run | null): void {
			if (run) kv.put("parked", run);
			else kv.delete("parked");
		},
		/** Waits for its turn; one of each kind at a time. Answers the run that will do it: another's, if one waits already. */
		want(run: WantedRun): WantedRun {
			const waiting = listWanted();
			const same = waiting.find(({ kind }) => kind === run.kind);
			if (!same) {
				kv.put("wanted", [...waiting, run]);
				return run;
			}
			same.asked = [...same.asked, ...run.asked];
			kv.put("wanted", waiting);
			return same;
		},
		takeWanted(): WantedRun | null {
			const [first, ...rest] = listWanted();
			if (rest.length > 0) kv.put("wanted", rest);
			else if (first) kv.delete("wanted");
			return first ?? null;
		},
		isToStop: (): boolean => kv.get<boolean>("stop") ?? false,
		askToStop(stop: boolean): void {
			if (stop) kv.put("stop", true);
			else kv.delete("stop");
		},

		/** Administrators were told of many issues, and it hasn't been well since. */
		isTold: (): boolean => kv.get<boolean>("told") ?? false,
		saveTold(told: boolean): void {
			if (told) kv.put("told", true);
			else kv.delete("told");
		},

		cursor: (object: CrmObject): Cursor | null => kv.get<Cursor>(`cursor:${object}`) ?? null,
		saveCursor: (object: CrmObject, cursor: Cursor): void => kv.put(`cursor:${object}`, cursor),
		/** How far the CRM's clock is ahead of ours. */
		skew: (): number | null => kv.get<number>("skew") ?? null,
		saveSkew: (skew: number): void => kv.put("skew", skew),

		sources: (object: CrmObject, now: number) => recall<SourceField[]>(`sources:${object}`, now),
		saveSources: (object: CrmObject, value: SourceField[], at: number): void =>
			kv.put(`sources:${object}`, { value, at }),
		forgetSources: (object: CrmObject): void => void kv.delete(`sources:${object}`),
		targets: (kind: DirectoryKind, now: number) => recall<TargetField[]>(`targets:${kind}`, now),
		saveTargets: (kind: DirectoryKind, value: TargetField[], at: number): void =>
			kv.put(`targets:${kind}`, { value, at }),
		forgetTargets: (kind: DirectoryKind): void => void kv.delete(`targets:${kind}`),
		targetsReadAt: (kind: DirectoryKind): number | null =>
			kv.get<Kept<unknown>>(`targets:${kind}`)?.at ?? null,

		writePath: (kind: DirectoryKind, now: number) => recall<WritePath>(`path:${kind}`, now),
		saveWritePath: (kind: DirectoryKind, value: WritePath, at: number): void =>
			kv.put(`path:${kind}`, { value, at }),
		forgetWritePath: (kind: DirectoryKind): void => void kv.delete(`path:${kind}`),
		/** When the next record may be made one by one. */
		nextSingleAt: (): number => kv.get<number>("single_at") ?? 0,
		saveNextSingle: (at: number): void => kv.put("single_at", at),
	};
}
