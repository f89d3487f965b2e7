package se.malmo.meet.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;
import se.malmo.meet.platform.Hash;

/**
 * Lets browsers and caches keep what is the same for everybody, and ask whether it still holds (RFC 9110, sections 8.8.3 and 13.1.2).
 *
 * <p>An answer with a cookie or a form's token belongs to one reader and is never kept.
 */
final class Caching {
  /** Kept, but asked about each time: what people take back is gone at once. */
  private static final String ASK = "public, max-age=0, must-revalidate";
  private static final int DIGITS = 24;

  private Caching() {}

  /** The answer with its mark; without its content where the reader has it already. */
  static Answer marked(Answer answer, RoutingContext context) {
    boolean api = context.request().path().startsWith("/api/");
    if (answer.status() != 200 || !answer.isPublic() && !(api && isRead(context))) return answer;
    String mark = answer.headers().getOrDefault("ETag", "W/\"" + Hash.sha256(answer.content().getBytes()).substring(0, DIGITS) + "\"");
    // What is not for everybody is kept by no cache; a program can still ask whether what it has holds.
    Answer kept = answer.isPublic() ? answer.with("Cache-Control", ASK) : answer;
    Answer marked = kept.with("ETag", mark).with("Vary", vary(answer, api));
    if (!has(context.request().getHeader("If-None-Match"), mark)) return marked;
    return new Answer(304, marked.contentType(), Buffer.buffer(), marked.headers()).forEverybody();
  }

  private static boolean isRead(RoutingContext context) {
    return context.request().method().equals(HttpMethod.GET) || context.request().method().equals(HttpMethod.HEAD);
  }

  private static String vary(Answer answer, boolean api) {
    String own = answer.headers().get("Vary");
    return (own == null ? "" : own + ", ") + (api ? "Accept-Encoding, Accept-Language, Authorization" : "Accept-Encoding");
  }

  /** Whether the reader names this mark, compared weakly. */
  private static boolean has(String given, String mark) {
    if (given == null) return false;
    if (given.strip().equals("*")) return true;
    List<String> marks = Stream.of(given.split(",")).map(String::strip).toList();
    return marks.contains(mark) || marks.contains(mark.substring(2));
  }
}
