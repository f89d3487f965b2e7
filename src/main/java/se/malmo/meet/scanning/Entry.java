package se.malmo.meet.scanning;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.WebAddress;

/**
 * A signal as somebody fills it in.
 *
 * @param understanding what it is about
 */
record Entry(String title, Optional<WebAddress> link, String note, String forvaltning, Understanding understanding) {
  static final int LONGEST_TITLE = 200;
  static final int LONGEST_NOTE = 4_000;
  static final int LONGEST_WORDS = 500;
  /** The names of the fields as a person meets them. */
  static final List<String> ORDER = List.of("title", "link", "observation", "forvaltning", "words");

  /**
   * Reads the form.
   *
   * @param own the förvaltningar that the person may note something for
   * @throws Problem.Invalid naming every field at fault
   */
  static Entry parse(MultiMap fields, List<String> own, Understanding understanding) {
    Checks checks = new Checks();
    String title = checks.required("title", fields.get("title"), LONGEST_TITLE);
    Optional<WebAddress> link = checks.optional("link", fields.get("link"), WebAddress.LONGEST).flatMap(given -> {
      Optional<WebAddress> address = WebAddress.of(given);
      if (address.isEmpty()) checks.fault("link", "problem.website");
      return address;
    });
    String note = checks.optional("observation", fields.get("observation"), LONGEST_NOTE).orElse("");
    String forvaltning = unit(checks, fields, own);
    checks.optional("words", fields.get("words"), LONGEST_WORDS);
    words(checks, understanding);
    checks.done();
    return new Entry(title, link, note, forvaltning, understanding);
  }

  /** The förvaltning that was chosen, or the only one that there is to choose. */
  static String unit(Checks checks, MultiMap fields, List<String> own) {
    String given = Optional.ofNullable(fields.get("forvaltning")).orElse("");
    if (given.isBlank() && own.size() == 1) return own.getFirst();
    if (own.isEmpty()) checks.fault("forvaltning", "problem.signal.nowhere");
    else if (!own.contains(given)) checks.fault("forvaltning", given.isBlank() ? "problem.choose" : "problem.case.own");
    return given;
  }

  /** The words that a person typed and the vocabulary does not have. */
  static void words(Checks checks, Understanding understanding) {
    List<String> unknown = new ArrayList<>(understanding.unknown());
    if (!unknown.isEmpty()) checks.fault("words", "problem.signal.words", String.join(", ", unknown));
  }

  /** A field as far as it can be read, so that a form that is too long is still understood. */
  static String cut(MultiMap fields, String field, int longest) {
    String given = Optional.ofNullable(fields.get(field)).orElse("").replace('\0', ' ');
    return given.substring(0, Math.min(longest, given.length()));
  }
}
