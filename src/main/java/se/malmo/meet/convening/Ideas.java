package se.malmo.meet.convening;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.malmo.meet.draft.Draft;
import se.malmo.meet.draft.Drafts;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.platform.Ids;

/** Ideas that come up at a table: each becomes a draft like any other, and the meeting remembers only that there is one. */
final class Ideas {
  static final List<String> ORDER = List.of("idea", "table", "contact");
  private static final int LONGEST = 10_000;

  private final IdeaStore store;
  private final Drafts drafts;
  private final InstantSource clock;
  private final Ids ids;

  Ideas(IdeaStore store, Drafts drafts, InstantSource clock, Ids ids) {
    this.store = store;
    this.drafts = drafts;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * One that has just been captured.
   *
   * @param secret of its draft; nobody can be told it later
   * @param until when the draft is purged
   */
  record Captured(int number, String secret, Instant until) {}

  /** Tells which secret belongs to what somebody fills in. */
  @FunctionalInterface
  interface Filling {
    String of(String text);
  }

  List<Idea> page(Assembly assembly, int skip, int limit) {
    return store.page(assembly.id(), skip, limit);
  }

  /**
   * Captures an idea; the same again from the same browser is the same idea and the same draft.
   *
   * @param tables how many there are
   * @param here those who may be contacted, by id
   * @throws se.malmo.meet.platform.Problem.Invalid naming every field at fault
   */
  Captured capture(Assembly assembly, MultiMap fields, int tables, List<String> here, Filling filling, String by) {
    Checks checks = new Checks();
    String text = checks.required("idea", fields.get("idea"), LONGEST);
    List<String> numbers = IntStream.rangeClosed(1, tables).mapToObj(String::valueOf).toList();
    int table = chosen(checks, "table", fields.get("table"), numbers, "problem.idea.table").map(Integer::valueOf).orElse(0);
    String contact = chosen(checks, "contact", fields.get("contact"), here, "problem.idea.contact").orElse("");
    checks.done();
    String secret = filling.of("idea\n" + assembly.id() + "\n" + table + "\n" + text);
    Instant until = drafts.keep(new Draft(text, List.of(), List.of()), secret);
    int number = store.capture(assembly.id(), Hash.sha256("idea " + secret), table, contact, ids.next("act-"), clock.instant(), by);
    return new Captured(number, secret, until);
  }

  private static Optional<String> chosen(Checks checks, String field, String value, List<String> allowed, String key) {
    Optional<String> given = Stream.ofNullable(value).map(String::strip).filter(one -> !one.isEmpty()).findFirst();
    if (given.isPresent() && !allowed.contains(given.get())) checks.fault(field, key);
    return given.filter(allowed::contains);
  }
}
