import { env } from "cloudflare:workers";
import { requireConfig } from "../../src/config.ts";
import { createContext } from "../../src/context.ts";
import type { TargetField } from "../../src/core/sync/fields.ts";
import { createRun } from "../../src/objects/org/begin.ts";
import { createOrgStore } from "../../src/objects/org/store.ts";
import { createWorld, type World, type WorldParts } from "../../src/objects/org/world.ts";
import { parseOrgSettings } from "../../src/services/sync/org-settings.ts";

export const ctx = createContext(env, requireConfig(env), { requestId: "test", later: () => {} });

const NAME: TargetField = {
	id: "name",
	label: "Name",
	type: "text",
	isCustom: false,
	isRequired: true,
	length: null,
	options: [],
};
const EVERY_CALL = 1_000;

export interface OrgWorldParts {
	orgId: string;
	deskId: string;
	/** As they are stored. */
	settings: object;
	/** What the desk and the CRM answer. */
	directory?: object;
	crm?: object;
}

/** A run that has read nothing yet, of an org in the storage of its own object. */
export function openOrgWorld(state: DurableObjectState, parts: OrgWorldParts): World {
	const { orgId, deskId, settings, directory = {}, crm = {} } = parts;
	const wanted = { id: ctx.newId(), kind: "incremental", startedByName: null, asked: [] } as const;
	const desk = {
		unique: { organization: [], person: [] },
		fields: async () => [NAME],
		writePath: async () => ({ made: "bulk", changed: "bulk", batch: 100, perSecond: null }),
		staff: async () => ({ ids: new Set(), emails: new Set() }),
		searchCalls: () => 1,
		...directory,
	};
	const given = {
		ctx,
		store: createOrgStore(state.storage),
		run: createRun({ ...wanted, asked: [] }, ctx.now()),
		org: { id: orgId },
		desk: { id: deskId },
		features: { accounts: true, people: true },
		settings: parseOrgSettings(JSON.stringify(settings)),
		issues: new Map(),
		callsLeft: () => EVERY_CALL,
		directory: desk,
		crm,
	} as unknown as WorldParts;
	return createWorld(given, { staff: null, issues: null, organizations: new Map() });
}
