// Walks a tree of components in reading order.
import type { APIMessageTopLevelComponent, APIModalInteractionResponseCallbackComponent } from 'discord-api-types/v10';

type Nested<T> =
	| T
	| (T extends { components: (infer C)[] } ? Nested<C> : never)
	| (T extends { component: infer C } ? Nested<C> : never)
	| Accessory<T>;
type Accessory<T> = T extends { accessory: infer C } ? C : never;
export type AnyComponent = Nested<APIMessageTopLevelComponent>;
export type AnyModalComponent = Nested<APIModalInteractionResponseCallbackComponent>;

export function everyComponent(components: readonly APIMessageTopLevelComponent[]): AnyComponent[] {
	return walk<AnyComponent>(components);
}

export function everyModalComponent(components: readonly APIModalInteractionResponseCallbackComponent[]): AnyModalComponent[] {
	return walk<AnyModalComponent>(components);
}

function walk<T extends object>(components: readonly T[]): T[] {
	return components.flatMap((component) => {
		const nested = 'components' in component ? (component.components as T[]) : [];
		const single = 'component' in component ? [component.component as T] : [];
		const accessory = 'accessory' in component ? [component.accessory as T] : [];
		return [component, ...walk([...nested, ...single, ...accessory])];
	});
}
