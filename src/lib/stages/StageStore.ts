import { LoadingStore } from './LoadingStore.js';
import { Stage } from './Stage.js';

/** All stages of all plugins, by name. */
export class StageStore extends LoadingStore<Stage, 'stages'> {
	public constructor() {
		super(Stage, 'stages');
	}
}

declare module '@sapphire/pieces' {
	interface StoreRegistryEntries {
		stages: StageStore;
	}
}
