import { ZENDESK } from "../world.ts";

/** What the pages of the bench's desk are about. */

export const SESSION_TOKEN = "bench-session-token-of-the-administrator";
export const SECOND_TEAM_ID = "T0BENCH0002";
export const WORKSPACE_ID = `workspace-${ZENDESK.id}`;

const GIVEN = ["Tom", "Aiko", "Ines", "Jonas", "Mei", "Rafael", "Sofia", "Kenji", "Lena", "Omar"];
const FAMILY = ["Lindqvist", "佐藤", "Falk", "Okafor", "Tanaka", "Moreau", "Novak", "鈴木"];
const TEAMS = ["Hardware", "Billing", "Returns", "配送", "Onboarding", "Network", "サポート", "Warranty"];

export function agentName(index: number): string {
	return `${GIVEN[index % GIVEN.length]} ${FAMILY[index % FAMILY.length]} ${index}`;
}

export function departmentId(index: number): string {
	return String(700 + index);
}

export function departmentName(index: number): string {
	return `${TEAMS[index % TEAMS.length]} ${index}`;
}

export function channelId(index: number): string {
	return `C0PAGE${String(index).padStart(5, "0")}`;
}

export function channelName(index: number): string {
	return `help-${index}-${index % 3 === 0 ? "escalations" : "tickets"}`;
}

export function linkId(index: number): string {
	return `link-${index}`;
}
