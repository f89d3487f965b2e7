package se.malmo.meet.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Finds the one address to connect to for a name, and lets nothing through but what lies out on the internet; to be asked once for each connection. */
public final class Lookup {
  private static final int NAME_SECONDS = 5;

  private final boolean mayBeHere;
  private final Names names;

  /** Tells the addresses of a name; none for one that nobody has. */
  @FunctionalInterface
  public interface Names {
    InetAddress[] of(String host);
  }

  /** An address that must not be used. */
  public static final class Refused extends RuntimeException {
    private final String code;

    Refused(String code) {
      super(code, null, false, false);
      this.code = code;
    }

    /** "inside" for an address that is not out there, "name" for a name that nobody has. */
    public String code() {
      return code;
    }
  }

  /** @param mayBeHere whether this machine's own addresses count as outside too: for trying things out alone */
  public Lookup(boolean mayBeHere) {
    this(mayBeHere, Lookup::addresses);
  }

  public Lookup(boolean mayBeHere, Names names) {
    this.mayBeHere = mayBeHere;
    this.names = names;
  }

  private static InetAddress[] addresses(String host) {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      return new InetAddress[0];
    }
  }

  /** Whether an address is refused by what stands there, without asking anybody: a literal one that is not outside, or a name inside a network. */
  public boolean isInside(WebAddress address) {
    Optional<InetAddress> literal = AddressRange.address(address.host());
    if (literal.isPresent()) return !isAllowed(literal.get());
    return !mayBeHere && (!address.host().contains(".") || address.host().endsWith(".localhost") || isNumber(address.host()));
  }

  /** Such as 127.1 or 0x7f.0.0.1, which some resolvers read as an address. */
  private static boolean isNumber(String host) {
    return host.substring(host.lastIndexOf('.') + 1).matches("\\d+|0x[0-9a-f]*");
  }

  /**
   * The address to connect to. All addresses of the name are looked at: one inside is enough to refuse it.
   *
   * @throws Refused where one of them is not outside, or there is none
   */
  public InetAddress pinned(String host) {
    InetAddress[] all = Awaiting.end(CompletableFuture.supplyAsync(() -> names.of(host)).orTimeout(NAME_SECONDS, TimeUnit.SECONDS).exceptionally(late -> new InetAddress[0]));
    if (all.length == 0) throw new Refused("name");
    if (!Arrays.stream(all).allMatch(this::isAllowed)) throw new Refused("inside");
    return all[0];
  }

  private boolean isAllowed(InetAddress address) {
    return OutsideAddress.is(address) || mayBeHere && address.isLoopbackAddress();
  }
}
