package se.malmo.meet.initiative;

import java.util.List;
import se.malmo.meet.matching.Confidence;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Page;

/**
 * The start page: the text and what it led to.
 *
 * @param token of the form
 * @param fault what is wrong with the text, "" for nothing
 * @param read whether the text is in a language that is read
 * @param chips what was understood
 * @param questions what would help to know, where no partner surely fits
 */
public record StartView(String text, String token, String fault, boolean read, List<String> chips, boolean confident, List<HitView> partners, List<HitView> departments,
    List<HitView> similar, List<String> questions) {
  private static final int CHIPS = 8;
  static final int PARTNERS = 6;
  private static final int DEPARTMENTS = 3;
  private static final int SIMILAR = 4;

  static StartView empty(String text, String token, String fault) {
    return new StartView(text, token, fault, true, List.of(), false, List.of(), List.of(), List.of(), List.of());
  }

  static StartView of(String text, String token, Suggestions suggestions, Messages messages) {
    List<String> chips = suggestions.profile().keywords().stream()
        .map(keyword -> keyword.competence().map(c -> messages.isEnglish() ? c.labelEn() : c.labelSv()).orElse(keyword.text()))
        .map(String::strip).distinct().limit(CHIPS).toList();
    return new StartView(text, token, "", suggestions.isRead(), chips, suggestions.isConfident(),
        suggestions.partners().stream().limit(PARTNERS).map(hit -> HitView.of(hit, messages)).toList(),
        // The first is whom to talk to; the others only where they are more than a guess.
        suggestions.forvaltningar().stream().filter(hit -> hit.rank() == 1 || hit.confidence() != Confidence.UNCERTAIN).limit(DEPARTMENTS).map(hit -> HitView.ofDepartment(hit, messages)).toList(),
        suggestions.similar().stream().limit(SIMILAR).map(hit -> HitView.ofInitiative(hit, messages)).toList(),
        suggestions.questions().stream().map(question -> question.text(messages)).toList());
  }

  public boolean hasText() {
    return !text.isBlank() && fault.isEmpty();
  }

  /** Whether the field asks for attention. */
  public boolean focus() {
    return !fault.isEmpty();
  }

  /** What a screen reader hears when the suggestions have changed. */
  public String announcement(Page page) {
    if (!hasText()) return "";
    if (!read) return page.text("suggest.unread");
    String partners = confident ? page.count("announce.partners", this.partners.size()) : page.text("suggest.none.title");
    return departments.isEmpty() ? partners : partners + " " + page.text("announce.talk", departments.getFirst().title());
  }
}
