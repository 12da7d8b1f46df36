/** A figure in a text: what it counts, and where it stands. Figures of one kind and one unit can be compared. */
export interface Value {
	readonly kind: 'date' | 'decade' | 'percent' | 'money' | 'count';
	/** A year for dates and decades; 0 for a date without one. */
	readonly number: number;
	/** 1 to 12, of dates. */
	readonly month?: number;
	/** 1 to 31, of dates. */
	readonly day?: number;
	/** What is counted, as a stem: `vehicle`, `month`. Of money the currency. */
	readonly unit?: string;
	/** The words of the text. */
	readonly text: string;
	readonly from: number;
	readonly to: number;
}

/** Whether two figures measure the same, so that one can be held against the other. */
export function comparable(one: Value, other: Value): boolean {
	if (isTime(one) && isTime(other)) {
		return (one.number > 0 && other.number > 0) || (one.month !== undefined && other.month !== undefined);
	}
	if (one.kind !== other.kind) return false;
	return one.kind === 'percent' || (one.unit !== undefined && one.unit === other.unit);
}

/** Whether two comparable figures say the same. `tolerance`: the part by which they may differ where one is said to be rough. */
export function agree(one: Value, other: Value, tolerance = 0): boolean {
	if (isTime(one) && isTime(other)) {
		if (one.number > 0 && other.number > 0 && !sameYears(one, other)) return false;
		const months = one.month === undefined || other.month === undefined || one.month === other.month;
		const days = one.day === undefined || other.day === undefined || one.day === other.day;
		return months && days;
	}
	return Math.abs(one.number - other.number) <= Math.max(Math.abs(one.number), Math.abs(other.number)) * tolerance;
}

function isTime({ kind }: Value): boolean {
	return kind === 'date' || kind === 'decade';
}

function sameYears(one: Value, other: Value): boolean {
	if (one.kind === other.kind) return one.number === other.number;
	return Math.floor(one.number / 10) === Math.floor(other.number / 10);
}
