package se.malmo.meet.web;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.Consumer;

/**
 * One row of the table of routes: an address, who may use it, and what answers.
 *
 * @param language "sv" or "en" for a page, "" for the API and for what has no language
 * @param twin the same page's address in the other language, "" for what is no page
 * @param longestBody bytes of a body that are read at most, not counting files
 * @param takesFiles whether files may come with the form
 * @param writes what it has the server keep for somebody without an account; there is a ceiling on it
 * @param action answers
 * @param untrusted answers a form without a valid token, or from a client that has sent too much: shows it again with all that was typed; refused where
 *     null
 * @param reader reads a body without doing anything, and names what is wrong with it better than the contract alone can; null where there is none
 * @param reach what pages of other sites may do with the answer
 */
public record Route(HttpMethod method, String path, String language, String twin, Audience who, int longestBody, boolean takesFiles, Writing writes,
    Action action, Action untrusted, Consumer<Request> reader, Reach reach) {
  /** 40,000 characters, each escaped as it may be. */
  static final int LONGEST_BODY = 600_000;

  /** Does what a route is for. */
  @FunctionalInterface
  public interface Action {
    Answer answer(Request request);
  }

  /** A page in both languages. */
  public static List<Route> page(String swedish, String english, Audience who, Action action) {
    return both(HttpMethod.GET, swedish, english, who, 0, false, Writing.NOTHING, action, null);
  }

  /** A form in both languages; untrusted is what answers when its token is not valid. */
  public static List<Route> form(String swedish, String english, Audience who, Action action, Action untrusted) {
    return form(swedish, english, who, Writing.NOTHING, action, untrusted);
  }

  /** A form in both languages that has something kept for somebody without an account. */
  public static List<Route> form(String swedish, String english, Audience who, Writing writes, Action action, Action untrusted) {
    return both(HttpMethod.POST, swedish, english, who, LONGEST_BODY, false, writes, action, untrusted);
  }

  /** A form in both languages that may bring files. */
  public static List<Route> formWithFiles(String swedish, String english, Audience who, Writing writes, Action action, Action untrusted) {
    return both(HttpMethod.POST, swedish, english, who, LONGEST_BODY, true, writes, action, untrusted);
  }

  private static List<Route> both(HttpMethod method, String swedish, String english, Audience who, int longest, boolean files, Writing writes, Action action,
      Action untrusted) {
    return List.of(new Route(method, swedish, "sv", english, who, longest, files, writes, action, untrusted, null, Reach.OURS),
        new Route(method, english, "en", swedish, who, longest, files, writes, action, untrusted, null, Reach.OURS));
  }

  /** What belongs to a page and is none: a file, or a stream of events. It has an address in each language and knows the browser's session. */
  public static List<Route> beside(String swedish, String english, Audience who, Action action) {
    return List.of(new Route(HttpMethod.GET, swedish, "sv", "", who, 0, false, Writing.NOTHING, action, null, null, Reach.OURS), new Route(HttpMethod.GET, english, "en", "", who, 0, false, Writing.NOTHING, action, null, null, Reach.OURS));
  }

  /** An address without a language that is read. */
  public static Route get(String path, Audience who, Action action) {
    return new Route(HttpMethod.GET, path, "", "", who, 0, false, Writing.NOTHING, action, null, null, Reach.OURS);
  }

  /** An address of the API that takes a body; it reads no cookie, so it needs no token. */
  public static Route post(String path, Audience who, Action action) {
    return post(path, who, Writing.NOTHING, action);
  }

  /** An address of the API that has something kept for somebody without an account. */
  public static Route post(String path, Audience who, Writing writes, Action action) {
    return new Route(HttpMethod.POST, path, "", "", who, LONGEST_BODY, false, writes, action, null, null, Reach.OURS);
  }

  /** The same with what reads its body. */
  public Route readBy(Consumer<Request> reading) {
    return new Route(method, path, language, twin, who, longestBody, takesFiles, writes, action, untrusted, reading, reach);
  }

  /** An address of the API whose thing a body takes the place of. */
  public static Route put(String path, Audience who, Action action) {
    return new Route(HttpMethod.PUT, path, "", "", who, LONGEST_BODY, false, Writing.NOTHING, action, null, null, Reach.OURS);
  }

  /** An address of the API whose thing is taken away. */
  public static Route delete(String path, Audience who, Action action) {
    return new Route(HttpMethod.DELETE, path, "", "", who, 0, false, Writing.NOTHING, action, null, null, Reach.OURS);
  }

  /** An address of the API that does something by being called; no body is read. */
  public static Route act(String path, Audience who, Action action) {
    return new Route(HttpMethod.POST, path, "", "", who, 0, false, Writing.NOTHING, action, null, null, Reach.OURS);
  }

  /** The same route, with another reach. */
  public Route reaching(Reach other) {
    return new Route(method, path, language, twin, who, longestBody, takesFiles, writes, action, untrusted, reader, other);
  }

  /** Whether a browser's form comes here, with the cookies that it sends along unasked. */
  boolean isForm() {
    return method.equals(HttpMethod.POST) && !language.isEmpty();
  }

  boolean isApi() {
    return path.startsWith("/api/");
  }
}
