package se.malmo.meet.identity;

import java.time.Duration;
import java.util.regex.Pattern;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;
import se.malmo.meet.web.Request;

/** Tells the browser that asked for a link from others: it keeps 128 random bits for a while, of which only the SHA-256 is kept here. */
public final class Browsers {
  private static final String COOKIE = "meet-asking";
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  private final Ids ids;

  public Browsers(Ids ids) {
    this.ids = ids;
  }

  /** What this browser has, given to it where it has nothing; kept for so long from now. */
  public String keep(Request request, Duration life) {
    String has = of(request);
    String browser = has.isEmpty() ? ids.secret() : has;
    request.keep(COOKIE, browser, life);
    return browser;
  }

  /** What this browser has, "" for nothing. */
  String of(Request request) {
    return request.kept(COOKIE).filter(value -> FORM.matcher(value).matches()).orElse("");
  }

  /** Whether this browser is the one that a hash is of. */
  public boolean isSame(Request request, String hash) {
    String has = of(request);
    return !has.isEmpty() && Hash.same(Hash.sha256(has), hash);
  }

  void forget(Request request) {
    request.forget(COOKIE);
  }
}
