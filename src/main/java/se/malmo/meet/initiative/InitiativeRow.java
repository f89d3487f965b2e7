package se.malmo.meet.initiative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.table.Cells;
import se.malmo.meet.table.Column;
import se.malmo.meet.table.TableFile;

/**
 * An initiative as an import gives it: title and text in one language, or both languages as {"sv": …, "en": …}.
 *
 * <p>Participants are names, or ids of the same source; lead and actors are the same by another name. Subjects, units, funder and
 * relevant are read past.
 */
public record InitiativeRow(String id, JsonNode title, JsonNode text, String language, String date, List<String> participants, String status,
    List<String> forvaltningar, List<String> needs, String outcome, String lesson, String lead, List<String> actors, List<String> subjects,
    List<String> units, String funder, List<String> relevant) {
  private static final int MOST = 500;
  private static final int LONGEST_NAME = 200;
  private static final String LEADER = "leader";

  /** A file of initiatives, whichever form it has. */
  public static final TableFile<InitiativeRow> FILE = new TableFile<>(InitiativeRow.class, List.of(
      Column.of("id", "initiativ-id", "initiative id"),
      Column.required("title", "titel", "rubrik", "namn", "initiativ", "projekt", "projektnamn"),
      Column.required("text", "beskrivning", "sammanfattning", "idé", "innehåll", "description", "abstract", "summary"),
      Column.of("language", "språk").saying("sv", "svenska", "swedish").saying("en", "engelska", "english"),
      Column.required("date", "datum", "startdatum", "start", "inkom", "dag", "day"),
      Column.of("participants", "deltagare", "parter", "partner", "partners", "aktörer", "medverkande", "actors"),
      statusColumn(),
      Column.of("forvaltningar", "förvaltningar", "förvaltning", "forvaltning", "departments", "department", "units"),
      Column.of("needs", "behov", "behöver", "kompetenser", "competences"),
      Column.of("outcome", "resultat", "utfall", "result"),
      Column.of("lesson", "lärdom", "lärdomar", "lessons")), InitiativeRow::of);

  private static Column statusColumn() {
    return Column.of("status", "läge", "tillstånd", "state").saying("received", "mottaget", "inkommet").saying("assessed", "bedömt", "bedöms").saying("accepted", "antaget", "godkänt")
        .saying("referred", "hänvisat").saying("declined", "avböjt", "avslaget").saying("working-group", "arbetsgrupp", "working group").saying("running", "pågår", "pågående", "ongoing")
        .saying("ended", "avslutat", "avslutad", "klart", "finished", "done").saying("withdrawn", "tillbakataget", "återtaget");
  }

  private static InitiativeRow of(Cells cells) {
    return new InitiativeRow(cells.text("id"), cells.text("title") == null ? null : TextNode.valueOf(cells.text("title")), cells.text("text") == null ? null : TextNode.valueOf(cells.text("text")),
        cells.text("language"), cells.text("date"), cells.list("participants"), cells.text("status"), cells.list("forvaltningar"), cells.list("needs"), cells.text("outcome"), cells.text("lesson"),
        null, null, null, null, null, null);
  }

  /** Somebody who takes part, by name or by an id of the source, with a role. */
  public record Part(String who, String role) {}

  /** The row, checked; the second text is the same in the other language. */
  public record Valid(Optional<String> sourceId, String title, String text, Optional<Language> language, Optional<String> otherText, Instant date, List<Part> parts,
      Status status, List<String> forvaltningar, List<String> needs, Optional<String> outcome, Optional<String> lesson) {}

  /**
   * Checks every field.
   *
   * @throws se.malmo.meet.platform.Problem.Invalid naming each field at fault
   */
  Valid check() {
    Checks checks = new Checks();
    Optional<Language> told = checks.oneOf("language", language, Language::of, List.of("sv", "en"));
    String titleSv = said(checks, "title", title, "sv", Question.LONGEST_TITLE * 3);
    String titleEn = said(checks, "title", title, "en", Question.LONGEST_TITLE * 3);
    String textSv = said(checks, "text", text, "sv", Question.LONGEST_TEXT);
    String textEn = said(checks, "text", text, "en", Question.LONGEST_TEXT);
    boolean both = text != null && text.isObject() || title != null && title.isObject();
    boolean swedish = !(titleSv + textSv).isBlank();
    String mainTitle = swedish ? titleSv : titleEn;
    String mainText = swedish ? textSv : textEn;
    if (mainTitle.isBlank() && mainText.isBlank()) checks.fault(title == null ? "title" : "text", "problem.required");
    Optional<String> other = both && swedish && !(titleEn + textEn).isBlank() ? Optional.of(titleEn + ".\n" + textEn) : Optional.empty();
    Instant at = date(checks);
    Optional<Status> state = checks.oneOf("status", status, Status::of, Stream.of(Status.values()).map(Status::code).toList());
    Valid valid = new Valid(checks.optional("id", id, LONGEST_NAME), mainTitle.isBlank() ? Submission.titleOf(mainText) : mainTitle, mainText,
        both ? Optional.of(swedish ? Language.SWEDISH : Language.ENGLISH) : told, other, at, parts(checks), state.orElse(Status.ENDED),
        checks.texts("forvaltningar", forvaltningar, MOST, LONGEST_NAME), checks.texts("needs", needs, MOST, LONGEST_NAME),
        checks.optional("outcome", outcome, Question.LONGEST_TEXT), checks.optional("lesson", lesson, Question.LONGEST_TEXT));
    checks.done();
    return valid;
  }

  /** A text in one language; one that is given plainly counts as Swedish here, its language is told or found. */
  private static String said(Checks checks, String field, JsonNode value, String code, int longest) {
    if (value == null || value.isNull()) return "";
    if (value.isTextual()) return code.equals("sv") ? checks.optional(field, value.asText(), longest).orElse("") : "";
    JsonNode inLanguage = value.path(code);
    boolean known = value.isObject() && Stream.of("sv", "en").filter(value::has).count() == value.size();
    if (!known || !(inLanguage.isMissingNode() || inLanguage.isNull() || inLanguage.isTextual())) {
      checks.fault(field, "problem.both.languages");
      return "";
    }
    return checks.optional(field + "." + code, inLanguage.asText(""), longest).orElse("");
  }

  private Instant date(Checks checks) {
    String given = checks.required("date", date, 40);
    try {
      if (given.length() > 10) return Instant.parse(given);
      if (!given.isEmpty()) return LocalDate.parse(given).atStartOfDay(Sweden.ZONE).toInstant();
    } catch (DateTimeParseException e) {
      checks.fault("date", "problem.date");
    }
    return Instant.EPOCH;
  }

  private List<Part> parts(Checks checks) {
    Optional<String> leading = checks.optional("lead", lead, LONGEST_NAME);
    Set<String> seen = new LinkedHashSet<>(leading.stream().toList());
    List<Part> parts = new ArrayList<>(leading.map(who -> new Part(who, LEADER)).stream().toList());
    List<String> others = Stream.concat(checks.texts("participants", participants, MOST, LONGEST_NAME).stream(),
        checks.texts("actors", actors, MOST, LONGEST_NAME).stream()).toList();
    for (String other : others) {
      if (seen.add(other)) parts.add(part(other));
    }
    return parts;
  }

  /** "name" or "name:role". */
  private static Part part(String given) {
    int colon = given.lastIndexOf(':');
    boolean role = colon > 0 && List.of(LEADER, "expert", "test-bed", "premises", "funder", "mentor", "network").contains(given.substring(colon + 1));
    return role ? new Part(given.substring(0, colon), given.substring(colon + 1)) : new Part(given, "participant");
  }
}
