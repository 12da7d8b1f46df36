import { PbfWriter } from 'pbf';

type Attribute = number | readonly number[] | string;

interface Node {
	readonly operator: string;
	readonly inputs: readonly string[];
	readonly output: string;
	readonly attributes: Readonly<Record<string, Attribute>>;
}

interface Constant {
	readonly name: string;
	readonly shape: readonly number[];
	readonly values: Float32Array | BigInt64Array;
}

interface Port {
	readonly name: string;
	/** A string names a dimension that is only known when the graph runs. */
	readonly shape: readonly (number | string)[];
}

/**
 * Builds a small ONNX model in memory: operators in the order they run, constants, float inputs and outputs. Field numbers are those of
 * onnx.proto3 (ONNX 1.16, IR version 8).
 *
 * @example
 * ```ts
 * const graph = new OnnxGraph(17);
 * const x = graph.input('x', ['batch', 3]);
 * graph.output('y', graph.add('Mul', [x, graph.constant([1], new Float32Array([2]))]), ['batch', 3]);
 * const session = await InferenceSession.create(graph.toBytes());
 * ```
 */
export class OnnxGraph {
	private readonly nodes: Node[] = [];
	private readonly constants: Constant[] = [];
	private readonly inputs: Port[] = [];
	private readonly outputs: Port[] = [];

	public constructor(private readonly operatorSet: number) {}

	public input(name: string, shape: Port['shape']): string {
		this.inputs.push({ name, shape });
		return name;
	}

	public constant(shape: readonly number[], values: Constant['values']): string {
		const name = `constant${this.constants.length}`;
		this.constants.push({ name, shape, values });
		return name;
	}

	/** @returns the name of what the operator computes, for the operators after it */
	public add(operator: string, inputs: readonly string[], attributes: Node['attributes'] = {}): string {
		const output = `${operator}${this.nodes.length}`;
		this.nodes.push({ operator, inputs, output, attributes });
		return output;
	}

	public output(name: string, value: string, shape: Port['shape']): void {
		this.nodes.push({ operator: 'Identity', inputs: [value], output: name, attributes: {} });
		this.outputs.push({ name, shape });
	}

	public toBytes(): Uint8Array {
		const pbf = new PbfWriter();
		pbf.writeVarintField(1, 8);
		pbf.writeStringField(2, 'autointel');
		pbf.writeMessage(7, writeGraph, { ...this.parts(), name: 'graph' });
		pbf.writeMessage(8, (version, to) => to.writeVarintField(2, version), this.operatorSet);
		return pbf.finish();
	}

	private parts(): Parts {
		return { nodes: this.nodes, constants: this.constants, inputs: this.inputs, outputs: this.outputs };
	}
}

interface Parts {
	readonly nodes: readonly Node[];
	readonly constants: readonly Constant[];
	readonly inputs: readonly Port[];
	readonly outputs: readonly Port[];
}

const floatType = 1;
const longType = 7;

function writeGraph(graph: Parts & { readonly name: string }, pbf: PbfWriter): void {
	for (const node of graph.nodes) pbf.writeMessage(1, writeNode, node);
	pbf.writeStringField(2, graph.name);
	for (const constant of graph.constants) pbf.writeMessage(5, writeTensor, constant);
	for (const port of graph.inputs) pbf.writeMessage(11, writePort, port);
	for (const port of graph.outputs) pbf.writeMessage(12, writePort, port);
}

function writeNode(node: Node, pbf: PbfWriter): void {
	for (const input of node.inputs) pbf.writeStringField(1, input);
	pbf.writeStringField(2, node.output);
	pbf.writeStringField(3, node.output);
	pbf.writeStringField(4, node.operator);
	for (const attribute of Object.entries(node.attributes)) pbf.writeMessage(5, writeAttribute, attribute);
}

function writeAttribute([name, value]: readonly [string, Attribute], pbf: PbfWriter): void {
	const [integer, text, integers] = [2, 3, 7];
	pbf.writeStringField(1, name);
	if (typeof value === 'number') {
		pbf.writeVarintField(3, value);
		pbf.writeVarintField(20, integer);
	} else if (typeof value === 'string') {
		pbf.writeStringField(4, value);
		pbf.writeVarintField(20, text);
	} else {
		for (const item of value) pbf.writeVarintField(8, item);
		pbf.writeVarintField(20, integers);
	}
}

function writeTensor(constant: Constant, pbf: PbfWriter): void {
	for (const length of constant.shape) pbf.writeVarintField(1, length);
	pbf.writeVarintField(2, constant.values instanceof Float32Array ? floatType : longType);
	pbf.writeStringField(8, constant.name);
	const { buffer, byteOffset, byteLength } = constant.values;
	pbf.writeBytesField(9, new Uint8Array(buffer, byteOffset, byteLength));
}

function writePort(port: Port, pbf: PbfWriter): void {
	pbf.writeStringField(1, port.name);
	pbf.writeMessage(2, writeType, port.shape);
}

function writeType(shape: Port['shape'], pbf: PbfWriter): void {
	pbf.writeMessage(1, writeTensorType, shape);
}

function writeTensorType(shape: Port['shape'], pbf: PbfWriter): void {
	pbf.writeVarintField(1, floatType);
	pbf.writeMessage(2, writeShape, shape);
}

function writeShape(shape: Port['shape'], pbf: PbfWriter): void {
	for (const length of shape) pbf.writeMessage(1, writeDimension, length);
}

function writeDimension(length: number | string, pbf: PbfWriter): void {
	if (typeof length === 'number') pbf.writeVarintField(1, length);
	else pbf.writeStringField(2, length);
}
