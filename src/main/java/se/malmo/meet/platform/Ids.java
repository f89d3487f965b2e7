package se.malmo.meet.platform;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;

/** Makes identifiers and secrets; tests give it a clock and a seed. */
public final class Ids {
  private static final int SECRET_BYTES = 16;
  private final InstantSource clock;
  private final Random random;

  public Ids(InstantSource clock) {
    this(clock, new SecureRandom());
  }

  public Ids(InstantSource clock, Random random) {
    this.clock = clock;
    this.random = random;
  }

  /** An opaque, typed, time-ordered identifier: the prefix and a UUID version 7 (RFC 9562, section 5.7). */
  public String next(String prefix) {
    long millis = clock.millis();
    long high = millis << 16 | 0x7000L | random.nextInt(0x1000);
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return prefix + new UUID(high, low);
  }

  /** 128 unguessable bits as 32 hexadecimal digits, for an address that is itself the key. */
  public String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
