package se.malmo.meet.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Problem;

/**
 * The part of a list that a program asks for: so many, after the place where its last part ended. A place is opaque to programs; a list that is kept by an order in
 * the graph names the last line that was read, so that what comes or goes meanwhile neither hides a line nor shows one twice.
 *
 * @param limit at most so many
 * @param after the place, empty for the beginning
 */
public record Part(int limit, List<String> after) {
  private static final int LAST_PAGE = 1_000_000;
  private static final int LONGEST = 2_000;
  private static final int MOST_KEYS = 5;

  /** What a list answers, beside its lines. */
  public record Lines<T>(List<T> lines, String next) {}

  /**
   * Reads `limit` and `after`.
   *
   * @throws Problem.Invalid for what is no limit, or no place that we gave
   */
  public static Part of(Request request, int usual, int most) {
    int limit = request.number("limit", usual, 1, most);
    return new Part(limit, request.query("after").map(Part::places).orElse(List.of()));
  }

  /** The same for a list that is also walked by page numbers. */
  public static Part ofPages(Request request, int usual, int most) {
    Part part = of(request, usual, most);
    int page = request.number("page", 1, 1, LAST_PAGE);
    return part.after().isEmpty() && page > 1 ? new Part(part.limit(), List.of(String.valueOf((page - 1L) * part.limit()))) : part;
  }

  private static List<String> places(String given) {
    try {
      if (given.length() > LONGEST) throw bad();
      String[] keys = Json.read(Base64.getUrlDecoder().decode(given), String[].class);
      if (keys.length == 0 || keys.length > MOST_KEYS || Arrays.asList(keys).contains(null)) throw bad();
      return List.of(keys);
    } catch (IllegalArgumentException | Problem.Invalid e) {
      throw bad();
    }
  }

  private static Problem.Invalid bad() {
    return new Problem.Invalid("after", "problem.cursor");
  }

  /** A place as programs get it. */
  public static String place(String... keys) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.write(keys));
  }

  /** How many lines come before, for a list that is counted. */
  public int skip() {
    if (after.isEmpty()) return 0;
    String first = after.getFirst();
    if (!first.matches("\\d{1,9}")) throw bad();
    return Integer.parseInt(first);
  }

  /** Which page this is, for a list that is also walked by page numbers. */
  public int page() {
    return skip() / limit + 1;
  }

  /** Where the next part of a counted list begins; null at its end. */
  public String next(long total) {
    int end = skip() + limit;
    return end < total ? place(String.valueOf(end)) : null;
  }

  /** One of the keys of the last line that was read, "" at the beginning. */
  public String key(int place, int of) {
    if (!after.isEmpty() && after.size() != of) throw bad();
    return after.isEmpty() ? "" : after.get(place);
  }

  /** The part of a whole list that is at hand; goes on after the last line that was read, wherever that stands by now. */
  public <T> Lines<T> of(List<T> all, Function<T, String> key) {
    int begin = begin(all, key);
    int end = Math.min(all.size(), begin + limit);
    List<T> lines = new ArrayList<>(all.subList(begin, end));
    return new Lines<>(lines, end < all.size() && !lines.isEmpty() ? place(String.valueOf(end), key.apply(lines.getLast())) : null);
  }

  private <T> int begin(List<T> all, Function<T, String> key) {
    int counted = Math.min(skip(), all.size());
    if (after.size() < 2) return counted;
    Optional<Integer> found = java.util.stream.IntStream.range(0, all.size()).filter(i -> key.apply(all.get(i)).equals(after.get(1))).boxed().findFirst();
    return found.map(place -> place + 1).orElse(counted);
  }

  /** What a store has given when asked for one more than the limit. */
  public <T> Lines<T> of(List<T> oneMore, Function<T, String[]> keys, int limitOf) {
    List<T> lines = oneMore.size() > limitOf ? oneMore.subList(0, limitOf) : oneMore;
    return new Lines<>(List.copyOf(lines), oneMore.size() > limitOf ? place(keys.apply(lines.getLast())) : null);
  }
}
