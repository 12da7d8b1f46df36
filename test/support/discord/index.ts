// The emulated Discord, for tests. See README.md beside this file.
export { BotProcess } from './BotProcess.js';
export { DiscordEmulator } from './DiscordEmulator.js';
export type { EmulatorOptions } from './EmulatorOptions.js';
export type { EmulatedChannel } from './model/EmulatedChannel.js';
export type { EmulatedInteraction } from './model/EmulatedInteraction.js';
export type { EmulatedServer } from './model/EmulatedServer.js';
export type { Person } from './people/Person.js';
