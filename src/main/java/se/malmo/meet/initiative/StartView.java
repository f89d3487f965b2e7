package se.malmo.meet.initiative;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.malmo.meet.fairness.Exposures;
import se.malmo.meet.fairness.Exposures.Ordered;
import se.malmo.meet.language.Span;
import se.malmo.meet.matching.Confidence;
import se.malmo.meet.matching.Placing;
import se.malmo.meet.matching.Directory.Entry;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.matching.Suggestion.Partner;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Page;

/**
 * The start page: the form and what it led to.
 *
 * @param token of the form
 * @param fault what is wrong with the text, "" for nothing
 * @param isRead whether the text is in a language that is read
 * @param hits whom to talk to and to work with, and what goes on
 * @param explained how the one who is asked about stands to the text
 * @param questions what would help to know, where no partner surely fits
 * @param named who may be meant by the name that was typed, where it is not one alone
 */
public record StartView(IdeaForm form, String token, String fault, boolean isRead, Understood understood, Criteria criteria, Hits hits, List<String> questions,
    Optional<ExplainedView> explained, List<Entry> named, Optional<TeamView> team) {

  /**
   * The three lists of suggestions.
   *
   * @param confident whether a partner more than perhaps fits
   * @param sure how many partners do, at most those that are shown
   * @param sureToTalk whether the first förvaltning does too
   * @param bookable the förvaltningar where a meeting can be booked, by id
   */
  public record Hits(boolean confident, int sure, boolean sureToTalk, List<HitView> partners, List<HitView> departments, List<HitView> similar, Set<String> bookable) {
    static final int PARTNERS = 6;
    private static final Hits NONE = new Hits(false, 0, false, List.of(), List.of(), List.of(), Set.of());
    private static final int DEPARTMENTS = 3;
    private static final int SIMILAR = 4;

    static Hits of(Suggestions suggestions, Exposures exposures, Set<String> bookable, Messages messages) {
      List<Ordered<Suggestion<Partner>>> partners = exposures.order(suggestions.partners(), hit -> new Placing.Fitting(hit.what().id(), hit.score(), hit.confidence()), PARTNERS);
      return new Hits(suggestions.isConfident(), (int) partners.stream().filter(one -> isSure(one.what())).count(), suggestions.forvaltningar().stream().limit(1).anyMatch(Hits::isSure),
          partners.stream().map(one -> HitView.of(one.what(), one.lift(), messages)).toList(),
          // The first is whom to talk to; the others only where they are more than a guess.
          suggestions.forvaltningar().stream().filter(hit -> hit.rank() == 1 || isSure(hit)).limit(DEPARTMENTS).map(hit -> HitView.ofDepartment(hit, messages)).toList(),
          suggestions.similar().stream().limit(SIMILAR).map(hit -> HitView.ofInitiative(hit, messages)).toList(), bookable);
    }

    private static boolean isSure(Suggestion<?> hit) {
      return hit.confidence() != Confidence.UNCERTAIN;
    }

    /** How many partners are shown that only perhaps fit. */
    int unsure() {
      return partners.size() - sure;
    }
  }

  static StartView empty(IdeaForm form, String token, String fault) {
    return new StartView(form, token, fault, true, Understood.NOTHING, Criteria.NONE, Hits.NONE, List.of(), Optional.empty(), List.of(), Optional.empty());
  }

  /** The same with what was chosen beside a text that cannot be read. */
  StartView with(Understood chosen) {
    return new StartView(form, token, fault, isRead, chosen, criteria, hits, questions, explained, named, team);
  }

  public boolean hasText() {
    return !form.text().isBlank() && form.text().length() <= Question.LONGEST_TEXT && fault.isEmpty();
  }

  /** Whether the field asks for attention. */
  public boolean focus() {
    return !fault.isEmpty();
  }

  /** The sentence that says most for a criterion, as it was written, cut where it is long. */
  public String sentence(Criteria.Judged judged) {
    return cut(judged.sentences().getFirst());
  }

  /** The others that say something for it, in the order of how much they do. */
  public List<String> otherSentences(Criteria.Judged judged) {
    return judged.sentences().stream().skip(1).map(this::cut).toList();
  }

  private String cut(Span place) {
    String sentence = place.of(form.text()).strip().replaceAll("\\s+", " ");
    return sentence.length() <= 140 ? sentence : sentence.substring(0, sentence.lastIndexOf(' ', 140) < 70 ? 140 : sentence.lastIndexOf(' ', 140)) + " …";
  }

  /** Where the sentences of a criterion stand in the text, "31-51 60-70". */
  public String spans(Criteria.Judged judged) {
    return HitView.spans(judged.sentences());
  }

  /** What a screen reader hears when the suggestions have changed. */
  public String announcement(Page page) {
    if (!hasText()) return "";
    if (!isRead) return page.text("suggest.unread");
    String unsure = hits.unsure() == 0 ? "" : ", " + page.count("announce.unsure", hits.unsure());
    String partners = (hits.confident() ? page.count("announce.partners", hits.sure()) : page.text("suggest.none.title")) + unsure + ".";
    return hits.sureToTalk() ? partners + " " + page.text("announce.talk", hits.departments().getFirst().title()) : partners;
  }
}
