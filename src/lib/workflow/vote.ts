/** What a member thought of a result. */
export type Vote = 'up' | 'down';
