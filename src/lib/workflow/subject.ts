/** Whom or what stored data is about. Ids of people and servers are Discord's. */
export interface Subject {
	readonly type: 'person' | 'server' | 'workflow';
	readonly id: string;
}

/** A subject as it is named to people who know it. */
export function describeSubject({ type, id }: Subject): string {
	return type === 'workflow' ? id : `${type} ${id}`;
}
