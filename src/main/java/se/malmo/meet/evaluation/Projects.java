package se.malmo.meet.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import se.malmo.meet.initiative.InitiativeRow;
import se.malmo.meet.language.Language;
import se.malmo.meet.platform.Json;

/** Projects of a file for measuring: what took place before, and what is asked now. */
public final class Projects {
  private Projects() {}

  /** A project in both languages, with who is the right answer where it is a query. */
  public record Project(InitiativeRow row, Set<String> actors, Set<String> units, Set<String> relevant) {
    public String id() {
      return row.id();
    }

    /** Title and text as a sender would give them; empty where there is none in that language. */
    public String text(Language language) {
      String title = said(row.title(), language);
      String text = said(row.text(), language);
      return title.isEmpty() && text.isEmpty() ? "" : title + "\n\n" + text;
    }

    /** Title and text as one field of an index. */
    public String field(Language language) {
      return said(row.title(), language) + ". " + said(row.text(), language);
    }

    /** The same project written in one language alone. */
    public InitiativeRow in(Language language) {
      return new InitiativeRow(row.id(), TextNode.valueOf(said(row.title(), language)), TextNode.valueOf(said(row.text(), language)), language.code(),
          row.date(), row.participants(), row.status(), List.copyOf(units), row.needs(), row.outcome(), row.lesson(), row.lead(), row.actors(), null, null, null, null);
    }

    /** The same project in both languages. */
    public InitiativeRow inBoth() {
      return new InitiativeRow(row.id(), row.title(), row.text(), null, row.date(), row.participants(), row.status(), List.copyOf(units), row.needs(),
          row.outcome(), row.lesson(), row.lead(), row.actors(), null, null, null, null);
    }

    private static String said(JsonNode both, Language language) {
      if (both == null || both.isNull()) return "";
      return both.isTextual() ? both.asText() : both.path(language.code()).asText("");
    }
  }

  /** Reads JSON Lines. */
  public static List<Project> read(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.filter(line -> !line.isBlank()).map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), InitiativeRow.class)).map(Projects::project).toList();
    }
  }

  private static Project project(InitiativeRow row) {
    Set<String> actors = new LinkedHashSet<>(Stream.ofNullable(row.lead()).filter(lead -> !lead.isEmpty()).toList());
    if (row.actors() != null) actors.addAll(row.actors());
    return new Project(row, actors, row.units() == null ? Set.of() : Set.copyOf(row.units()), row.relevant() == null ? Set.of() : Set.copyOf(row.relevant()));
  }
}
