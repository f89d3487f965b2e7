package se.malmo.meet.initiative;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.web.Form;

/**
 * The second step of the form: who the sender is, what may be added, and what becomes of it.
 *
 * @param key names this filling in, so that a double click makes one case
 * @param attachments files that have been taken in
 * @param keywords that the sender has added, or that a file proposes
 * @param without keywords that the sender has taken away
 * @param team whom the sender would like to work with
 * @param pointed the förvaltning that the text points to
 * @param record what becomes a public record
 */
public record SenderView(Form form, String key, List<Attachments.Listed> attachments, List<Chip> keywords, List<String> without, List<Chip> team, Optional<HitView> pointed,
    PublicRecord record) {
  private static final List<String> OPTIONAL = List.of("form", "mandate", "confidential", "ground", "files");

  /** A competence, or a member of the team, as it is shown. */
  public record Chip(String id, String label) {}

  /** What the sender can be; last, somebody who asks for nobody else. */
  public List<String> kinds() {
    return Stream.concat(SenderKind.codes().stream(), Stream.of(SubmissionReader.PRIVATE)).toList();
  }

  public List<String> mandates() {
    return Mandate.codes();
  }

  public List<String> grounds() {
    return Confidential.Ground.codes();
  }

  /** Whether the sender asks for nobody else. */
  public boolean isPrivate() {
    return form.value("kind").equals(SubmissionReader.PRIVATE);
  }

  /** Whether what may be left out is shown at once: something stands there, or is wrong. */
  public boolean hasMore() {
    return form.isWrongIn(OPTIONAL) || !attachments.isEmpty() || OPTIONAL.stream().anyMatch(field -> !form.value(field).isBlank());
  }

  public boolean canAttach() {
    return attachments.size() < SubmissionReader.MOST_ATTACHMENTS;
  }

  /** "340 kB", "2,1 MB". */
  public static String size(long bytes, Locale locale) {
    if (bytes < 1_000_000) return Math.max(1, Math.round(bytes / 1_000.0)) + " kB";
    return String.format(locale, "%.1f MB", bytes / 1_000_000.0);
  }
}
