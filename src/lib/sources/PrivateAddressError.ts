/** A connection was about to go to an address that is not public. It knows no more: `GuardedFetch` says which fetch it was. */
export class PrivateAddressError extends Error {
	public override readonly name = 'PrivateAddressError';
}
