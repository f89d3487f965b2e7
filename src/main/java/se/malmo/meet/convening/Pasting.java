package se.malmo.meet.convening;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.organisation.Sector;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Problem;

/** A list of guests as somebody has it in a table or a mail, one a line: "name; organisation; sector", the last two where there are any. */
final class Pasting {
  static final String FIELD = "many";
  private static final int LONGEST = 40_000;
  private static final int MOST_TOLD = 20;

  private final Guests guests;

  Pasting(Guests guests) {
    this.guests = guests;
  }

  /**
   * What came of it.
   *
   * @param added how many stand on the list
   * @param left the lines that could not be taken, as they were written
   * @param faults why, at most {@value #MOST_TOLD} of them
   */
  record Outcome(int added, String left, List<Problem.Field> faults) {}

  /**
   * Takes every line that can be taken; the others are given back with their faults.
   *
   * @throws Problem.Invalid where nothing was written, or too much
   */
  Outcome add(Assembly assembly, String written, String language, boolean isHere) {
    if (written.isBlank()) throw new Problem.Invalid(FIELD, "problem.required");
    if (written.length() > LONGEST) throw new Problem.Invalid(FIELD, "problem.long", LONGEST, written.length());
    int added = 0;
    List<String> left = new ArrayList<>();
    List<Problem.Field> faults = new ArrayList<>();
    for (String line : written.lines().map(String::strip).filter(one -> !one.isEmpty()).toList()) {
      try {
        guests.add(assembly, fields(line), language, isHere);
        added++;
      } catch (Problem.Invalid e) {
        left.add(line);
        if (faults.size() < MOST_TOLD) faults.add(told(line, e.fields().getFirst(), language));
      }
    }
    return new Outcome(added, String.join("\n", left), faults);
  }

  private static MultiMap fields(String line) {
    String[] parts = line.split("[;\\t]", 3);
    MultiMap fields = MultiMap.caseInsensitiveMultiMap().set("guest", parts[0].strip());
    if (parts.length > 1) fields.set("unit", parts[1].strip());
    if (parts.length > 2) fields.set("guestSector", sector(parts[2].strip()).map(Sector::code).orElse(parts[2].strip()));
    return fields;
  }

  /** By its code or its name in either language. */
  private static Optional<Sector> sector(String written) {
    return Stream.of(Sector.values()).filter(one -> one.code().equalsIgnoreCase(written)
        || Stream.of("sv", "en").anyMatch(language -> Messages.of(language).get("sector." + one.code()).equalsIgnoreCase(written))).findFirst();
  }

  private static Problem.Field told(String line, Problem.Field fault, String language) {
    Messages messages = Messages.of(language);
    return new Problem.Field(FIELD, "problem.guest.line", line, messages.get("field." + fault.field()) + " " + messages.get(fault.key(), fault.arguments().toArray()));
  }
}
