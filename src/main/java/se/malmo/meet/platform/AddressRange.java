package se.malmo.meet.platform;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses that begin with the same bits, such as 10.0.0.0/8 or 2001:db8::/32; a single address is a range of one.
 *
 * @param bits how many of the first bits count
 */
public record AddressRange(InetAddress first, int bits) {

  /**
   * Reads a list with commas between.
   *
   * @param name of the setting, for what is said of a list that cannot be read
   * @throws StartFailure naming the part that is no address
   */
  public static List<AddressRange> list(String name, String given) {
    return Stream.of(given.split(",")).map(String::strip).filter(part -> !part.isEmpty()).map(part -> of(part).orElseThrow(() -> new StartFailure(
        name + " has '" + part + "', which is no address.", "Set it to addresses or ranges with commas between, such as 127.0.0.1,10.0.0.0/8,::1."))).toList();
  }

  private static Optional<AddressRange> of(String given) {
    String[] parts = given.split("/", 2);
    Optional<InetAddress> address = address(parts[0]);
    if (address.isEmpty()) return Optional.empty();
    int all = address.get().getAddress().length * Byte.SIZE;
    if (parts.length == 1) return Optional.of(new AddressRange(address.get(), all));
    if (!parts[1].matches("\\d{1,3}") || Integer.parseInt(parts[1]) > all) return Optional.empty();
    return Optional.of(new AddressRange(address.get(), Integer.parseInt(parts[1])));
  }

  /** The address that a text is, without asking any name server; an IPv4 address inside an IPv6 one is the IPv4 address. */
  public static Optional<InetAddress> address(String given) {
    try {
      return Optional.of(InetAddress.ofLiteral(given));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is one of these. */
  public boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) return false;
    int whole = bits / Byte.SIZE;
    if (!Arrays.equals(mine, 0, whole, other, 0, whole)) return false;
    int rest = Byte.SIZE - bits % Byte.SIZE;
    return rest == Byte.SIZE || (mine[whole] & 0xFF) >> rest == (other[whole] & 0xFF) >> rest;
  }
}
