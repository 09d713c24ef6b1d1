import type { CrmCounterpart, CrmList, CrmRecord, CrmSyncOutcome } from "../../crm-panel.ts";
import { post, request } from "../api.ts";

const base = "/playground/api/salesforce";

const recordPath = (org: string, id: string) =>
	`${base}/${encodeURIComponent(org)}/record/${encodeURIComponent(id)}`;
const listPath = (org: string, object: string) =>
	`${base}/${encodeURIComponent(org)}/list/${encodeURIComponent(object)}`;

export interface CrmOrg {
	key: string;
	name: string;
	isConnected: boolean;
}

export function loadOrgs(): Promise<{ orgs: CrmOrg[]; objects: string[] }> {
	return request(base);
}

export async function loadCounterparts(org: string, id: string): Promise<CrmCounterpart[]> {
	const path = `${recordPath(org, id)}/counterparts`;
	return (await request<{ counterparts: CrmCounterpart[] }>(path)).counterparts;
}

export async function syncNow(): Promise<CrmSyncOutcome> {
	return (await post<{ outcome: CrmSyncOutcome }>(`${base}/sync`, {})).outcome;
}

export function loadRecords(org: string, object: string, search: string): Promise<CrmList> {
	return request(`${listPath(org, object)}?${new URLSearchParams({ search })}`);
}

export function loadRecord(org: string, id: string): Promise<CrmRecord> {
	return request(recordPath(org, id));
}

export function saveRecord(org: string, id: string, fields: Record<string, string>): Promise<unknown> {
	return post(recordPath(org, id), { fields });
}

export function addRecord(
	org: string,
	object: string,
	fields: Record<string, string>,
): Promise<{ id: string }> {
	return post(listPath(org, object), { fields });
}

export function mergeRecords(org: string, id: string, otherId: string): Promise<unknown> {
	return post(`${recordPath(org, id)}/merge`, { otherId });
}

export function doWith(org: string, id: string, verb: "remove" | "restore" | "convert"): Promise<unknown> {
	return post(`${recordPath(org, id)}/${verb}`, {});
}
