package se.malmo.meet.initiative;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.malmo.meet.language.Language;
import se.malmo.meet.language.Span;
import se.malmo.meet.matching.Ending;
import se.malmo.meet.matching.Evidence;
import se.malmo.meet.matching.Reason;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.matching.Suggestion.Department;
import se.malmo.meet.matching.Suggestion.Known;
import se.malmo.meet.matching.Suggestion.Partner;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.web.Links;
import se.malmo.meet.platform.Messages;

/**
 * One suggestion as a page shows it.
 *
 * @param id to keep apart what is opened on the page
 * @param lines what stands under the title
 * @param summary of what goes on, "" for none
 * @param ending how it ended, of what is over
 * @param language of title, summary and ending, null for that of the page
 * @param word how sure it is
 * @param bar the same as a width, 0 to 48
 * @param badge shown in the place of word and bar where it is not empty
 * @param join where one can join it, "" where one cannot
 * @param reasons heaviest first, at least one
 */
public record HitView(String id, String href, String title, List<String> lines, String summary, Optional<Ending> ending, String language, String word, int bar, String badge, String join,
    List<ReasonView> reasons) {
  /** So many reasons are shown before one asks for all. */
  public static final int FIRST = 5;
  private static final int WIDEST = 48;
  /** A score this many times the least strong one fills the bar. */
  private static final double FULL = 2;

  /**
   * One reason.
   *
   * @param share of the score, as read: "39 %", "under 1 %"
   * @param spans where its words stand in the text, "31-51 60-70"
   * @param path from the text's words through the graph, none where they lead straight there
   */
  public record ReasonView(String share, List<Reason.Piece> pieces, String spans, List<Step> path) {}

  /** A step of the way through the graph; href is "" where it has no page. */
  public record Step(String label, String href) {}

  /**
   * A partner that the spreading rule has moved up.
   *
   * @param lift why, as message keys end; empty where relevance alone put it there
   */
  static HitView of(Suggestion<Partner> hit, Optional<String> lift, Messages messages) {
    HitView plain = of(hit, messages);
    List<String> lines = new ArrayList<>(plain.lines);
    lift.ifPresent(why -> lines.add(messages.get("lift." + why)));
    return new HitView(plain.id, plain.href, plain.title, lines, plain.summary, plain.ending, plain.language, plain.word, plain.bar, plain.badge, plain.join, plain.reasons);
  }

  /** A partner. */
  public static HitView of(Suggestion<Partner> hit, Messages messages) {
    Partner partner = hit.what();
    String sector = partner.sector().isEmpty() ? "" : messages.get("sector." + partner.sector());
    String about = partner.claimed() ? sector : sector.isEmpty() ? messages.get("organisation.unclaimed.short") : sector + " · "
        + messages.get("organisation.unclaimed.short");
    return of(hit, partner.id(), Links.of(messages.language()).organisation(partner.id()), partner.name(), about.isEmpty() ? List.of() : List.of(about), messages);
  }

  static HitView ofDepartment(Suggestion<Department> hit, Messages messages) {
    Department department = hit.what();
    List<String> lines = department.ambassadors().stream()
        .map(contact -> messages.get("suggest.ambassador", contact.name(), contact.title())).toList();
    return of(hit, department.id(), Links.of(messages.language()).forvaltning(department.id()), department.name(messages.language()), lines, messages);
  }

  static HitView ofInitiative(Suggestion<Known> hit, Messages messages) {
    Known known = hit.what();
    Links links = Links.of(messages.language());
    String owners = known.owners().isEmpty() ? "" : " · " + String.join(", ", known.owners());
    List<String> lines = List.of(messages.get("status." + known.status()) + " · " + known.year() + owners);
    String join = Status.of(known.status()).filter(Status::isOpen).map(open -> links.join(known.reference())).orElse("");
    HitView plain = of(hit, known.reference(), links.initiative(known.reference()), known.title(), lines, messages);
    return new HitView(plain.id, plain.href, plain.title, lines, known.summary(), known.ending(), known.language().map(Language::code).orElse(null), plain.word, plain.bar,
        messages.get("relation." + known.relation().code()), join, plain.reasons);
  }

  private static HitView of(Suggestion<?> hit, String id, String href, String title, List<String> lines, Messages messages) {
    int bar = (int) Math.round(Math.min(1, hit.score() / (FULL * Weights.STANDARD.thresholds().high())) * WIDEST);
    return new HitView(id, href, title, lines, "", Optional.empty(), null, messages.get("confidence." + hit.confidence().code()), Math.max(4, bar), "", "", reasons(hit, title, messages));
  }

  /** What speaks for somebody of this name. */
  static List<ReasonView> reasons(Suggestion<?> hit, String name, Messages messages) {
    return hit.evidence().stream().map(evidence -> reason(evidence, hit, name, messages)).toList();
  }

  private static ReasonView reason(Evidence evidence, Suggestion<?> hit, String name, Messages messages) {
    long percent = Math.round(hit.share(evidence) * 100);
    return new ReasonView(percent == 0 ? messages.get("reason.under") : messages.get("reason.share", percent), Reason.of(evidence, name, messages).pieces(), spans(evidence.spans()),
        path(evidence, name, messages));
  }

  /** The user's words, then what they mean, then what in the graph that leads on, then whom to. */
  private static List<Step> path(Evidence evidence, String name, Messages messages) {
    Links links = Links.of(messages.language());
    String language = messages.language();
    Stream<Step> between = switch (evidence) {
      case Evidence.SharedWord word -> Stream.empty();
      case Evidence.TranslatedWord word -> Stream.of(new Step(String.join(", ", word.words()), ""), new Step(String.join(", ", word.others()), ""));
      case Evidence.SharedCompetence shared -> competences(shared.said(), shared.asked().in(language), shared.met().in(language), links);
      case Evidence.Mandate mandate -> competences(mandate.said(), mandate.asked().in(language), mandate.met().in(language), links);
      case Evidence.Tie tie -> Stream.concat(competences(tie.said(), tie.asked().in(language), tie.met().in(language), links), Stream.of(new Step(tie.alliance(), "")));
      case Evidence.PastInitiative past -> Stream.concat(past.words().isEmpty() ? Stream.empty() : Stream.of(new Step(String.join(", ", past.words()), "")),
          Stream.of(new Step(past.title(), links.initiative(past.reference()))));
      // Its words lead straight to the förvaltning: what lies between is not public.
      case Evidence.MovedCase moved -> Stream.empty();
    };
    List<Step> steps = Stream.concat(between, Stream.of(new Step(name, ""))).toList();
    return steps.size() < 3 ? List.of() : steps;
  }

  private static Stream<Step> competences(String said, String asked, String met, Links links) {
    Stream<String> labels = Stream.of(asked, met).distinct().filter(label -> !label.equalsIgnoreCase(said.strip()));
    return Stream.concat(Stream.of(new Step(said.strip(), "")), labels.map(label -> new Step(label, links.vocabulary(label))));
  }

  static String spans(List<Span> spans) {
    return spans.stream().map(span -> span.start() + "-" + span.end()).collect(Collectors.joining(" "));
  }
}
