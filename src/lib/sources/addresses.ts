import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address belongs to the public internet. Everything else is refused: loopback, private, link-local (169.254.169.254 hands
 * out a cloud machine's keys), unique-local, carrier-grade NAT, multicast, unspecified, reserved, IPv4 dressed up as IPv6.
 */
export function isPublicAddress(address: string): boolean {
	if (isIP(address) === 0) return false;
	const parsed = ipaddr.parse(address);
	if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast';
	// A network without IPv4 reaches the public IPv4 internet through this prefix, and could reach its private parts as well.
	if (parsed.range() === 'rfc6052') return new ipaddr.IPv4(parsed.toByteArray().slice(-4)).range() === 'unicast';
	return parsed.range() === 'unicast' && parsed.match(allocatedToTheInternet);
}

// Of IPv6 only 2000::/3 has been given out: what lies outside is old local addressing (fec0::, ::127.0.0.1) or nothing.
const allocatedToTheInternet: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/** Whether a host name means this machine by definition, whatever a name server says about it. */
export function isLocalName(hostname: string): boolean {
	return /(?:^|\.)localhost\.?$/i.test(hostname);
}
