package se.malmo.meet.initiative;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.platform.Hash;
import se.malmo.meet.vocabulary.Competence;

/**
 * An initiative as its sender hands it in.
 *
 * @param details what the sender may add
 * @param choices what the sender took from and added to the keywords
 */
public record Submission(String title, String text, Sender sender, Details details, Choices choices) {
  static final int MADE_TITLE = 80;
  /** Where a clause ends and what comes after only tells more. */
  private static final Pattern CLAUSE = Pattern.compile("[,;:]\\s|\\s[–-]\\s|\\s(?:som|där|för att|så att|which|where|so that)\\s");

  /** Who asks, and how to answer; never shown to the public. */
  public record Sender(String name, SenderKind kind, String organisation, String email, Optional<String> organisationNumber) {
    @Override
    public String toString() {
      return "a sender, " + kind.code();
    }
  }

  /**
   * What may be left out.
   *
   * @param form the form of collaboration that the sender has in mind
   * @param mandate whether the city can decide the matter, as the sender sees it
   * @param attachments keys of files that were taken in before
   * @param team ids of the organisations and förvaltningar that the sender would like to work with, at most 12
   */
  public record Details(Optional<String> form, Optional<Mandate> mandate, Optional<Confidential> confidential, List<String> attachments, List<String> team) {
    public static final Details NONE = new Details(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

    public Details {
      attachments = List.copyOf(attachments);
      team = List.copyOf(team);
    }
  }

  /** Tells whether two are the same to the letter, and with the server's key nothing else. */
  String fingerprint(byte[] key) {
    return Hash.hmac(key, "submission:" + Stream.of(title, text, sender.name(), sender.kind().code(), sender.organisation(), sender.email(),
        details.form().orElse(""), details.mandate().map(Mandate::code).orElse(""), details.confidential().map(Confidential::details).orElse(""),
        details.confidential().map(confidential -> confidential.ground().code()).orElse(""), String.join(" ", details.attachments()), String.join(" ", details.team()),
        String.join("\n", choices.without()), choices.with().stream().map(Competence::id).sorted().toList().toString())
        .map(part -> part.length() + ":" + part).toList());
  }

  /** The first sentence, or as much of it as makes a title: its first clauses where they are enough, else cut between words. */
  static String titleOf(String text) {
    String line = Stream.of(text.strip().split("(?<=[.!?])\\s|\\R")).findFirst().orElse("").strip().replaceAll("[.]$", "");
    if (line.isEmpty()) line = text.strip();
    if (line.length() <= MADE_TITLE) return line;
    int clause = CLAUSE.matcher(line.substring(0, MADE_TITLE)).results().mapToInt(MatchResult::start).filter(start -> start >= MADE_TITLE / 3).max().orElse(-1);
    if (clause > 0) return line.substring(0, clause);
    int space = line.lastIndexOf(' ', MADE_TITLE);
    int end = space < MADE_TITLE / 2 ? MADE_TITLE : space;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + " …";
  }
}
