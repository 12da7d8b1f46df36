// One WebSocket: hello, identify or resume, heartbeats, and the close codes for whoever breaks the rules.
import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { Gateway } from './Gateway.js';
import type { GatewaySession } from './GatewaySession.js';

const payloadSchema = z.object({ op: z.number(), d: z.unknown() });
const identifySchema = z.object({
	token: z.string(),
	intents: z.number().int().min(0),
	properties: z.looseObject({}),
	shard: z.tuple([z.number(), z.number()]).optional()
});
const resumeSchema = z.object({ token: z.string(), session_id: z.string(), seq: z.number().int() });
/** Discord takes 120 payloads a minute. */
const mostPerMinute = 120;

export class GatewayConnection {
	public session: GatewaySession | undefined;
	readonly #socket: WebSocket;
	readonly #gateway: Gateway;
	#recent: number[] = [];

	public constructor(socket: WebSocket, gateway: Gateway) {
		this.#socket = socket;
		this.#gateway = gateway;
		socket.on('message', (data) => this.#receive(data));
		socket.on('close', (code) => this.#closed(code));
		socket.on('error', () => socket.terminate());
		this.send({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: gateway.heartbeatIntervalMs } });
	}

	public send(payload: object): void {
		if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify({ s: null, t: null, ...payload }));
	}

	public close(code: number): void {
		this.#socket.close(code);
	}

	/** The line goes dead without a close frame. */
	public drop(): void {
		this.#socket.terminate();
	}

	#receive(data: RawData): void {
		const refusal = this.#isFlood() ? GatewayCloseCodes.RateLimited : this.#handle(parse(data));
		if (refusal !== undefined) this.close(refusal);
	}

	#isFlood(): boolean {
		const now = Date.now();
		this.#recent = [...this.#recent.filter((at) => at > now - 60_000), now];
		return this.#recent.length > mostPerMinute;
	}

	/** Returns the code to close with, if the client broke a rule. */
	#handle(payload: z.infer<typeof payloadSchema> | undefined): GatewayCloseCodes | undefined {
		switch (payload?.op) {
			case undefined:
				return GatewayCloseCodes.DecodeError;
			case GatewayOpcodes.Heartbeat:
				this.#gateway.heartbeats++;
				if (this.#gateway.acknowledgesHeartbeats) this.send({ op: GatewayOpcodes.HeartbeatAck });
				return undefined;
			case GatewayOpcodes.Identify:
				return this.#identify(payload?.d);
			case GatewayOpcodes.Resume:
				return this.#resume(payload?.d);
			case GatewayOpcodes.PresenceUpdate:
			case GatewayOpcodes.VoiceStateUpdate:
				return this.session ? undefined : GatewayCloseCodes.NotAuthenticated;
			case GatewayOpcodes.RequestGuildMembers:
				if (!this.session) return GatewayCloseCodes.NotAuthenticated;
				this.#gateway.sendMembers(this.session, payload?.d);
				return undefined;
			default:
				return GatewayCloseCodes.UnknownOpcode;
		}
	}

	#identify(data: unknown): GatewayCloseCodes | undefined {
		if (this.session) return GatewayCloseCodes.AlreadyAuthenticated;
		const identify = identifySchema.safeParse(data).data;
		if (!identify) return GatewayCloseCodes.DecodeError;
		const [shard, shards] = identify.shard ?? [0, 1];
		if (shard >= shards || shards !== 1) return GatewayCloseCodes.InvalidShard;
		const refusal = this.#gateway.refusalOf(identify);
		if (refusal === undefined) this.#gateway.open(this, identify.intents);
		return refusal;
	}

	#resume(data: unknown): GatewayCloseCodes | undefined {
		const resume = resumeSchema.safeParse(data).data;
		if (!resume) return GatewayCloseCodes.DecodeError;
		if (!this.#gateway.knows(resume.token)) return GatewayCloseCodes.AuthenticationFailed;
		const session = this.#gateway.sessions.get(resume.session_id);
		if (!session) {
			this.send({ op: GatewayOpcodes.InvalidSession, d: false });
			return undefined;
		}
		if (resume.seq > session.sequence) return GatewayCloseCodes.InvalidSeq;
		this.#gateway.resume(this, session, resume.seq);
		return undefined;
	}

	#closed(code: number): void {
		this.#gateway.closed(this, code);
	}
}

function parse(data: RawData): z.infer<typeof payloadSchema> | undefined {
	try {
		return payloadSchema.safeParse(JSON.parse(String(data))).data;
	} catch {
		return undefined;
	}
}
