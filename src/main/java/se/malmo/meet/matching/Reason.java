package se.malmo.meet.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.malmo.meet.platform.Messages;

/** A sentence that says why, made from the evidence; the user's own words in it are known as such. */
public record Reason(List<Piece> pieces) {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

  /** A stretch of the sentence. */
  public record Piece(String text, boolean said) {}

  /** The sentence for one piece of evidence for somebody of this name. */
  public static Reason of(Evidence evidence, String name, Messages messages) {
    return switch (evidence) {
      case Evidence.SharedWord word -> word(word, name, messages);
      case Evidence.TranslatedWord word -> made(messages.pattern("reason.translated"), word.words(), name, word.others().stream().map(messages::quoted).collect(Collectors.joining(", ")), "", messages);
      case Evidence.SharedCompetence shared -> made(pattern(shared, shared.edge().toLowerCase(Locale.ROOT), near(shared.asked(), shared.met()), messages),
          List.of(shared.said()), name, shared.met().in(messages.language()), shared.asked().in(messages.language()), messages);
      case Evidence.Tie tie -> made(pattern(tie, "tie", "", messages), List.of(tie.said()), name,
          tie.alliance() + " (" + tie.met().in(messages.language()) + ")", tie.asked().in(messages.language()), messages);
      case Evidence.Mandate mandate -> made(pattern(mandate, "mandate", near(mandate.asked(), mandate.met()), messages), List.of(mandate.said()), name,
          mandate.met().in(messages.language()), mandate.asked().in(messages.language()), messages);
      case Evidence.PastInitiative past -> made(messages.pattern(past.words().isEmpty() ? "reason.past.plain" : "reason.past"), past.words(), name,
          past.title() + " (" + past.year() + ")", "", messages);
      case Evidence.MovedCase moved -> made(messages.pattern("reason.moved"), moved.words(), name, String.valueOf(moved.year()), "", messages);
    };
  }

  /** What stands nowhere in the text was not written but added, and what is only hinted at was not said. */
  private static String pattern(Evidence evidence, String way, String near, Messages messages) {
    if (evidence.spans().isEmpty()) return messages.pattern("reason.added." + way + near);
    return evidence.isHinted() ? messages.pattern("reason.hinted." + way + near) : messages.pattern("reason." + way + near);
  }

  private static String near(Evidence.Label asked, Evidence.Label met) {
    return asked.id().equals(met.id()) ? "" : ".near";
  }

  private static Reason word(Evidence.SharedWord word, String name, Messages messages) {
    return made(messages.pattern(word.words().size() == 1 ? "reason.word" : "reason.words"), word.words(), name, "", "", messages);
  }

  /** Puts into a pattern the user's words {0}, the name {1}, what is on the other side {2} and what the text was taken to ask for {3}. */
  private static Reason made(String pattern, List<String> said, String name, String other, String asked, Messages messages) {
    List<Piece> pieces = new ArrayList<>();
    Matcher place = PLACE.matcher(pattern);
    int at = 0;
    while (place.find()) {
      plain(pieces, pattern.substring(at, place.start()));
      switch (place.group(1)) {
        case "0" -> quoted(pieces, said, messages);
        case "1" -> plain(pieces, name);
        case "2" -> plain(pieces, other);
        default -> plain(pieces, asked);
      }
      at = place.end();
    }
    plain(pieces, pattern.substring(at));
    return new Reason(pieces);
  }

  private static void quoted(List<Piece> pieces, List<String> said, Messages messages) {
    for (int i = 0; i < said.size(); i++) {
      if (i > 0) plain(pieces, i == said.size() - 1 ? " " + messages.get("and") + " " : ", ");
      pieces.add(new Piece(said.get(i).replaceAll("\\s+", " "), true));
    }
  }

  private static void plain(List<Piece> pieces, String text) {
    if (!text.isEmpty()) pieces.add(new Piece(text, false));
  }

  /** The sentence as plain text, the user's words in quotation marks. */
  public String text() {
    return pieces.stream().map(piece -> piece.said() ? "”" + piece.text() + "”" : piece.text()).collect(Collectors.joining());
  }
}
