package se.malmo.meet.platform;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** Tells addresses out on the internet from those of this machine, its network, and those that are put to other uses (IANA's special-purpose registries). */
public final class OutsideAddress {
  private static final List<AddressRange> NOT_OUTSIDE = ranges("0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,"
      + "192.31.196.0/24,192.52.193.0/24,192.88.99.0/24,192.168.0.0/16,192.175.48.0/24,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/4,240.0.0.0/4");
  private static final List<AddressRange> OUTSIDE_6 = ranges("2000::/3");
  /** Those inside it that lead to IPv4 addresses or are put to other uses. */
  private static final List<AddressRange> NOT_OUTSIDE_6 = ranges("2001::/23,2001:db8::/32,2002::/16,2620:4f:8000::/48,3fff::/20");

  private OutsideAddress() {}

  private static List<AddressRange> ranges(String given) {
    return AddressRange.list("a constant", given);
  }

  /** Whether it is out there; in doubt it is not. */
  public static boolean is(InetAddress address) {
    if (address instanceof Inet4Address) return isNone(NOT_OUTSIDE, address);
    return !isNone(OUTSIDE_6, address) && isNone(NOT_OUTSIDE_6, address);
  }

  private static boolean isNone(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().noneMatch(range -> range.contains(address));
  }
}
