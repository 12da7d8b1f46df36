import { LoadingStore } from '#lib/stages/LoadingStore';
import type { DeliveryAttempt } from './DeliveryAttempt.js';
import { DeliveryPrecondition } from './DeliveryPrecondition.js';
import type { DeliveryRoute } from './DeliveryRoute.js';

/** A denial with the name of the precondition that it comes from. */
export type NamedDenial = DeliveryPrecondition.Denial & { readonly precondition: string };

/** All preconditions of routes, by name. */
export class DeliveryPreconditionStore extends LoadingStore<DeliveryPrecondition, 'delivery-preconditions'> {
	#global: readonly DeliveryPrecondition[] = [];

	public constructor() {
		super(DeliveryPrecondition, 'delivery-preconditions');
	}

	/** The first denial; `undefined`: the route may be tried. The global preconditions are asked first. */
	public async findDenial(attempt: DeliveryAttempt, route: DeliveryRoute): Promise<NamedDenial | undefined> {
		const own = route.preconditions.flatMap((name) => this.get(name) ?? []);
		for (const precondition of [...this.#global, ...own]) {
			const result = await precondition.check(attempt, route);
			if (!result.ok) return { ...result, precondition: precondition.name };
		}
		return undefined;
	}

	public override set(name: string, precondition: DeliveryPrecondition): this {
		super.set(name, precondition);
		return this.#sort();
	}

	public override delete(name: string): boolean {
		const deleted = super.delete(name);
		this.#sort();
		return deleted;
	}

	public override clear(): void {
		super.clear();
		this.#sort();
	}

	#sort(): this {
		const positioned = [...this.values()].flatMap((precondition) =>
			precondition.position === undefined ? [] : [{ precondition, position: precondition.position }]
		);
		this.#global = positioned.sort((one, other) => one.position - other.position).map(({ precondition }) => precondition);
		return this;
	}
}

declare module '@sapphire/pieces' {
	interface StoreRegistryEntries {
		'delivery-preconditions': DeliveryPreconditionStore;
	}
}
