import type { Delivery } from "../../services/activity/deliveries.ts";

export function pathOfDelivery({ id }: Pick<Delivery, "id">): string {
	return `/admin/activity/deliveries/${encodeURIComponent(id)}`;
}
