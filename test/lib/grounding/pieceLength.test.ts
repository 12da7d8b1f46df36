import assert from 'node:assert/strict';
import { closePiece, longestPiece, pieceLength, plannedPieceLength } from '#lib/grounding/pieceLength';

describe('pieceLength', () => {
	it('keeps short sources in close pieces, and cuts long ones into about twelve as far as a small model holds them', () => {
		assert.deepEqual(
			[0, 9001, 108_000, 120_000, 288_000, 1e7].map((characters) => pieceLength(characters)),
			[closePiece, closePiece, closePiece, 10_000, longestPiece, longestPiece]
		);
		assert.equal(pieceLength(1000, 6000), 6000);
	});

	it('is as planned, also where an earlier version planned; and else goes by what there is to read', () => {
		const segments = [
			{ text: 'x'.repeat(120_000), line: 1 },
			{ text: 'x'.repeat(120_000), line: 2, unreliable: true as const }
		];
		assert.equal(plannedPieceLength({ reading: { pieceLength: 12_345 } }, segments), 12_345);
		assert.equal(plannedPieceLength({}, segments), closePiece, 'what a model may have read by then');
		assert.equal(plannedPieceLength({ reading: {} }, segments), 10_000);
		assert.equal(plannedPieceLength(undefined, segments), 10_000);
	});
});
