package se.malmo.meet.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.platform.AddressRange;

/**
 * Tells one client from another by address. Behind proxies it is the last address in X-Forwarded-For that none of our own proxies has: what stands further
 * left may be made up by the client, and where the connection comes from no proxy of ours, the whole header may be.
 */
public final class Clients {
  /** One household or office is given so many bits of IPv6 and may take any address in them (RFC 6177). */
  private static final int IPV6_NETWORK_BYTES = 8;

  private final List<AddressRange> proxies;

  /** @param proxies whose X-Forwarded-For is believed */
  public Clients(List<AddressRange> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  /**
   * What names the client: an IPv4 address, or the network of an IPv6 address.
   *
   * @param connection where the connection comes from, "" where that is unknown
   * @param forwarded the X-Forwarded-For headers in their order
   */
  String of(String connection, List<String> forwarded) {
    Optional<InetAddress> nearest = address(connection);
    if (nearest.isEmpty()) return connection;
    InetAddress client = nearest.get();
    List<String> hops = forwarded.stream().flatMap(header -> Stream.of(header.split(","))).map(String::strip).toList().reversed();
    for (String hop : hops) {
      Optional<InetAddress> before = isProxy(client) ? address(hop) : Optional.empty();
      if (before.isEmpty()) break;
      client = before.get();
    }
    return name(client);
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(range -> range.contains(address));
  }

  /** An address as proxies write it, perhaps with brackets and a port. */
  private static Optional<InetAddress> address(String hop) {
    String bare = hop.replaceFirst("^\\[([^]]*)](:\\d+)?$", "$1").replaceFirst("^([0-9.]+):\\d+$", "$1").replaceFirst("%.*$", "");
    return AddressRange.address(bare);
  }

  private static String name(InetAddress address) {
    return address instanceof Inet6Address ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES)) : address.getHostAddress();
  }
}
