import type { Clock } from "../../vendor.ts";
import { DEFAULT_SETTINGS } from "./app-settings.ts";
import { buildTeams } from "./seed.ts";
import type { SlackState, TeamState } from "./state.ts";

export function createState(clock: Clock): SlackState {
	let counter = 0;
	let lastStamp = 0;
	const state: SlackState = {
		clock,
		teams: new Map(),
		tokens: new Map(),
		codes: new Map(),
		triggers: new Map(),
		responseUrls: new Map(),
		webhooks: new Map(),
		files: new Map(),
		shortcuts: null,
		app: DEFAULT_SETTINGS,
		sharing: new Map(),
		distributed: true,
		redirectUrls: null,
		listeners: new Set(),
		nextId: () => ++counter,
		nextTs() {
			lastStamp = Math.max(lastStamp + 1, clock.now() * 1000);
			return toTs(lastStamp);
		},
		changed() {
			for (const listener of state.listeners) listener();
		},
	};
	return state;
}

/** Everything as at the start; listeners stay. */
export function seedState(state: SlackState): void {
	let stamps = 0;
	state.teams = buildTeams(state.clock.now(), (at) => toTs(at * 1000 + ++stamps));
	for (const map of [
		state.tokens,
		state.codes,
		state.triggers,
		state.responseUrls,
		state.webhooks,
		state.files,
	]) {
		map.clear();
	}
	state.shortcuts = null;
	state.app = DEFAULT_SETTINGS;
	state.sharing.clear();
	state.distributed = true;
	state.redirectUrls = null;
	state.changed();
}

function toTs(microseconds: number): string {
	const text = String(Math.floor(microseconds)).padStart(16, "0");
	return `${text.slice(0, -6)}.${text.slice(-6)}`;
}

export function teamOf(state: SlackState, teamId: string): TeamState {
	const team = state.teams.get(teamId);
	if (!team) throw new Error(`no team ${teamId} in the sandbox`);
	return team;
}

/** Looks like a secret of Slack's, and can't be guessed from another one. */
export function randomSecret(bytes = 18): string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => alphabet[byte % 62]).join("");
}

/** An id of Slack's form: a letter, then ten capitals and digits. */
export function newId(state: SlackState, letter: string): string {
	return `${letter}0${(0x1000000 + state.nextId()).toString(36).toUpperCase().padStart(9, "0")}`;
}
