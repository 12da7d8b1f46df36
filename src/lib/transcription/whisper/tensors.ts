import { Tensor } from 'onnxruntime-node';
import { ModelError } from './ModelError.js';

/** The numbers of a tensor. Exports in fp16 and int8, too, have float32 at their inputs and outputs; others are refused. */
export function floatsOf({ data, type }: Tensor): Float32Array {
	if (data instanceof Float32Array) return data;
	throw new ModelError('model-damaged', `the model gives ${type} where Whisper's exports give float32`, {
		hint: 'Export it with float32 inputs and outputs ("keep_io_types"), or use another precision.'
	});
}

/** A tensor with only these rows of its first dimension, in this order. */
export function selectRows(tensor: Tensor, rows: readonly number[]): Tensor {
	const [, ...rest] = tensor.dims;
	const width = rest.reduce((product, length) => product * length, 1);
	const from = floatsOf(tensor);
	const to = new Float32Array(rows.length * width);
	for (const [index, row] of rows.entries()) to.set(from.subarray(row * width, (row + 1) * width), index * width);
	return new Tensor('float32', to, [rows.length, ...rest]);
}

/** One tensor with the rows of all, in order. */
export function concatenateRows(tensors: readonly [Tensor, ...Tensor[]]): Tensor {
	const [first] = tensors;
	if (tensors.length === 1) return first;
	const [, ...rest] = first.dims;
	const to = new Float32Array(tensors.reduce((size, tensor) => size + tensor.size, 0));
	let at = 0;
	let rows = 0;
	for (const tensor of tensors) {
		to.set(floatsOf(tensor), at);
		at += tensor.size;
		rows += tensor.dims[0] ?? 0;
	}
	return new Tensor('float32', to, [rows, ...rest]);
}
