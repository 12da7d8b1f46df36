/** Thrown by `context.skip`: the stage ends as `skipped`. Never seen outside the run of a stage. */
export class StageSkipped extends Error {
	public readonly reason: string;

	public constructor(reason: string) {
		super(`skipped: ${reason}`);
		this.reason = reason;
	}
}
