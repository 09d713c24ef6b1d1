/** The product as wrangler built it; the bundler is told where it lies. */
declare module "built-worker" {
	type BuiltObject = new (
		ctx: DurableObjectState,
		env: object,
	) => import("cloudflare:workers").DurableObject<object> & { alarm(): Promise<void> };
	export const Credential: BuiltObject;
	export const Desk: BuiltObject;
	export const Org: BuiltObject;
	export const SlackTeam: BuiltObject;
	const worker: {
		fetch(request: Request, env: object, execution: ExecutionContext): Promise<Response>;
		scheduled(controller: ScheduledController, env: object, execution: ExecutionContext): Promise<void>;
		queue(batch: MessageBatch, env: object, execution: ExecutionContext): Promise<void>;
	};
	export default worker;
}
