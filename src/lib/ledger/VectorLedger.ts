import type { Instances } from './Instances.js';
import type { LedgerConnection } from './LedgerConnection.js';
import { type SpendAnswer, type SpendRequest, setAside } from './operations/reserveSpend.js';
import { releaseSpend, type SpendSettlement, settleSpend } from './operations/settleSpend.js';
import { endTurn, readHolder, takeTurn } from './operations/takeTurn.js';
import * as vectors from './operations/vectors.js';
import type { LedgerTransaction } from './schema.js';
import { type WriteObserver, writeTo } from './writeTo.js';

const turn = 'vectors';

/** The ledger as it is seen by what gives documents their vectors. */
export class VectorLedger {
	readonly #connection: LedgerConnection;
	readonly #instances: Instances;
	readonly #observe: WriteObserver;

	public constructor(connection: LedgerConnection, instances: Instances, observe: WriteObserver = () => {}) {
		this.#connection = connection;
		this.#instances = instances;
		this.#observe = observe;
	}

	/** Documents of one workflow that want a vector. */
	public missing(query: vectors.WithoutVectorQuery): Promise<vectors.WithoutVector | undefined> {
		return vectors.findWithoutVector(this.#connection.reader, query);
	}

	/** Takes or keeps the right to have vectors made. False: another process has it. */
	public async takeTurn(forMs: number): Promise<boolean> {
		const holder = await readHolder(this.#connection.reader, turn);
		const dead = await this.#instances.findDead(holder === undefined ? [] : [holder.owner]);
		const { id: owner } = this.#instances;
		return this.#write('takeTurn', (tx, now) => takeTurn(tx, { name: turn, owner, forMs }, dead, now));
	}

	public endTurn(): Promise<void> {
		return this.#write('endTurn', (tx) => endTurn(tx, { name: turn, owner: this.#instances.id }));
	}

	/** Sets aside the most that a call can cost, in the name of the workflow whose documents they are. */
	public reserve(workflowId: string, request: SpendRequest): Promise<SpendAnswer> {
		return this.#write('reserveForVectors', (tx, now) => setAside(tx, workflowId, request, now));
	}

	/** Stores what a call has cost, and the vectors it gave, in one transaction. */
	public settle(settlement: SpendSettlement, model: string, results: readonly vectors.VectorResult[]): Promise<void> {
		return this.#write('settleWithVectors', async (tx, now) => {
			await settleSpend(tx, settlement, now);
			await vectors.putVectors(tx, model, results);
		});
	}

	/** Notes that a model gave no vectors for some documents. */
	public putVectors(model: string, results: readonly vectors.VectorResult[]): Promise<void> {
		return this.#write('putVectors', (tx) => vectors.putVectors(tx, model, results));
	}

	/** For a call that certainly was not billed. */
	public release(reservation: string): Promise<void> {
		return this.#write('releaseSpend', (tx) => releaseSpend(tx, reservation));
	}

	#write<Value>(name: string, operation: (tx: LedgerTransaction, now: number) => Promise<Value>): Promise<Value> {
		return writeTo(this.#connection, this.#observe, name, operation);
	}
}
