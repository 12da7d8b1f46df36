// The plugin for scheduled tasks wants its options in every client, registered or not.
export const noTasks = { tasks: { bull: { connection: {} } } } as const;
