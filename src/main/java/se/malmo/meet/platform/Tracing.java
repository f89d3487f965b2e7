package se.malmo.meet.platform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the time of a request goes, told to an OpenTelemetry collector if the operator names one; otherwise nothing is noted and nobody is told. Requests take
 * part in the trace of whoever asks (W3C Trace Context). A span has the pattern of an address and never the address, and no text and no parameter of a question.
 */
public final class Tracing {
  /** Version, trace, parent, flags. */
  private static final Pattern PARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ThreadLocal<Open> CURRENT = new ThreadLocal<>();
  private static volatile SpanExport export;

  private Tracing() {}

  /** Kinds by the numbers that the protocol gives them. */
  enum Kind {
    INTERNAL(1), SERVER(2), CLIENT(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** A part of a request that has ended. */
  record Span(String trace, String id, String parent, String name, Kind kind, long startNanos, long endNanos, Map<String, String> attributes, boolean failed) {}

  /** One that has not ended. */
  public static final class Open {
    private final String trace;
    private final String id = hex(8);
    private final String parent;
    private final Kind kind;
    private final long start = now();

    private Open(String trace, String parent, Kind kind) {
      this.trace = trace;
      this.parent = parent;
      this.kind = kind;
    }

    /** Ends it. */
    public void end(String name, Map<String, String> attributes, boolean failed) {
      SpanExport to = export;
      if (to != null) to.add(new Span(trace, id, parent, name, kind, start, now(), attributes, failed));
    }
  }

  /** Begins to tell a collector of all that is traced from now on, until that is closed. */
  public static AutoCloseable begin(WebAddress collector) {
    SpanExport begun = new SpanExport(collector);
    export = begun;
    return () -> {
      export = null;
      begun.close();
    };
  }

  /**
   * A request begins.
   *
   * @param traceparent as the client sent it
   * @return empty where nobody wants to know, or the client's trace is not kept
   */
  public static Optional<Open> request(Optional<String> traceparent) {
    if (export == null) return Optional.empty();
    Matcher given = PARENT.matcher(traceparent.orElse(""));
    if (!given.matches()) return Optional.of(new Open(hex(16), "", Kind.SERVER));
    boolean isKept = (Integer.parseInt(given.group(3), 16) & 1) == 1;
    return isKept ? Optional.of(new Open(given.group(1), given.group(2), Kind.SERVER)) : Optional.empty();
  }

  /** Does something for a request, so that its parts are known as such. */
  public static void inside(Optional<Open> request, Runnable work) {
    if (request.isEmpty()) {
      work.run();
      return;
    }
    CURRENT.set(request.get());
    try {
      work.run();
    } finally {
      CURRENT.remove();
    }
  }

  /** Does a part of what goes on for a request. */
  public static <T> T part(String name, Supplier<T> work) {
    return traced(name, Kind.INTERNAL, work);
  }

  /** Asks somebody else for a request. */
  static <T> T asking(String name, Supplier<T> work) {
    return traced(name, Kind.CLIENT, work);
  }

  private static <T> T traced(String name, Kind kind, Supplier<T> work) {
    Open around = CURRENT.get();
    if (around == null) return work.get();
    Open part = new Open(around.trace, around.id, kind);
    CURRENT.set(part);
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      CURRENT.set(around);
      part.end(name, Map.of(), !done);
    }
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
