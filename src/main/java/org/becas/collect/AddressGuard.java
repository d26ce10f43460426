package org.becas.collect;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names for the connections that are about to be made, and refuses addresses
 * that are not on the public internet. Since the connection is made to the very address
 * that was checked, a name that changes its mind in between gains nothing.
 */
class AddressGuard implements DnsResolver {

	private final Predicate<InetAddress> exempt;

	/** Loopback and private networks may be allowed as a whole. */
	AddressGuard(boolean allowPrivate) {
		this((address) -> allowPrivate && isOrdinary(address));
	}

	/** Refuses all that is not public, but for what is exempt. */
	AddressGuard(Predicate<InetAddress> exempt) {
		this.exempt = exempt;
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
		List<InetAddress> allowed = new ArrayList<>();
		for (InetAddress address : addresses) {
			if (isPublic(address) || this.exempt.test(address)) {
				allowed.add(address);
			}
		}
		if (allowed.isEmpty()) {
			throw new PrivateAddress(host, addresses[0]);
		}
		return allowed.toArray(InetAddress[]::new);
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

	/**
	 * Never exempt by a setting: where cloud machines tell their secrets
	 * (169.254.169.254) and what is no single machine's address.
	 */
	private static boolean isOrdinary(InetAddress address) {
		return !address.isLinkLocalAddress() && !address.isMulticastAddress() && !address.isAnyLocalAddress();
	}

	/** Whether the address is one that anybody on the internet could mean. */
	static boolean isPublic(InetAddress address) {
		if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
				|| address.isSiteLocalAddress() || address.isMulticastAddress()) {
			return false;
		}
		byte[] bytes = address.getAddress();
		return (address instanceof Inet4Address) ? isPublicV4(bytes, 0)
				: address instanceof Inet6Address && isPublicV6(bytes);
	}

	/** IANA's special-purpose registry, as far as it is not globally reachable. */
	private static boolean isPublicV4(byte[] bytes, int at) {
		int a = bytes[at] & 0xff;
		int b = bytes[at + 1] & 0xff;
		int c = bytes[at + 2] & 0xff;
		boolean reserved = a == 0 || a == 10 || a == 127 || a >= 224 || (a == 100 && b >= 64 && b < 128)
				|| (a == 169 && b == 254) || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168)
				|| (a == 192 && b == 0 && (c == 0 || c == 2)) || (a == 192 && b == 88 && c == 99)
				|| (a == 198 && (b == 18 || b == 19)) || (a == 198 && b == 51 && c == 100)
				|| (a == 203 && b == 0 && c == 113);
		return !reserved;
	}

	private static boolean isPublicV6(byte[] bytes) {
		int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
		int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
		if (first == 0x2002) {
			// 6to4 carries an IPv4 address
			return isPublicV4(bytes, 2);
		}
		boolean teredo = first == 0x2001 && second == 0;
		boolean documentation = first == 0x2001 && second == 0xdb8;
		// Only 2000::/3 is given out; that leaves out ::/96, ::ffff:0:0/96, 64:ff9b::/96
		// (NAT64), fc00::/7 and fe80::/10
		return (first & 0xe000) == 0x2000 && !teredo && !documentation;
	}

	/** A name that leads into our own network. */
	static class PrivateAddress extends UnknownHostException {

		private static final long serialVersionUID = 1L;

		PrivateAddress(String host, InetAddress address) {
			super(host.equals(address.getHostAddress()) ? host : "%s (%s)".formatted(host, address.getHostAddress()));
		}

	}

}
