import type { App } from '#root/app';

/**
 * Runs the stages that want a child process in this one, where it is not the child that is looked at: what they read and load is loaded once
 * for all workflows of a test.
 */
export function runInside({ registry }: Pick<App, 'registry'>): void {
	for (const { definition } of registry.stages.values()) Object.assign(definition, { isolated: false });
}
