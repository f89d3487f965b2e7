package se.malmo.meet.initiative;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.malmo.meet.matching.Directory.Entry;
import se.malmo.meet.matching.Kind;
import se.malmo.meet.matching.Need;
import se.malmo.meet.matching.Teaming;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Links;

/** The team that the writer puts together: who is in it, what each covers, what nobody covers. */
public record TeamView(List<Member> members, List<Wanted> needs) {

  /**
   * Somebody in the team.
   *
   * @param covers in a sentence
   * @param mandate why a förvaltning is in it, in a sentence; "" for others
   */
  public record Member(String id, String name, String href, String covers, String mandate) {}

  /**
   * A need of the text.
   *
   * @param said where it is not the same as the label: the words that it was found in
   * @param by names of those who cover it, none where nobody does
   */
  public record Wanted(String label, String said, List<String> by) {}

  static TeamView of(Teaming.Chosen chosen, List<Entry> team, String text, Messages messages) {
    Map<String, Entry> entries = team.stream().collect(Collectors.toMap(Entry::id, Function.identity()));
    Map<String, String> labels = chosen.needs().stream().collect(Collectors.toMap(Need::id, need -> label(need, messages)));
    List<Member> members = team.stream().map(entry -> member(entry, chosen, labels, messages)).toList();
    List<Wanted> needs = chosen.needs().stream().map(need -> new Wanted(labels.get(need.id()), said(need, labels.get(need.id()), text),
        chosen.covers().entrySet().stream().filter(covers -> covers.getValue().contains(need.id())).map(covers -> entries.get(covers.getKey()).name(messages.language())).toList())).toList();
    return new TeamView(members, needs);
  }

  private static Member member(Entry entry, Teaming.Chosen chosen, Map<String, String> labels, Messages messages) {
    List<String> covers = chosen.covers().get(entry.id());
    List<String> alone = chosen.alone().get(entry.id());
    String sentence = covers.isEmpty() ? messages.get("team.covers.nothing") : alone.isEmpty() ? messages.get("team.covers", list(covers, labels, messages))
        : alone.size() == covers.size() ? messages.get("team.covers.alone", list(alone, labels, messages))
        : messages.get("team.covers.some", list(covers, labels, messages), list(alone, labels, messages));
    Links links = Links.of(messages.language());
    return new Member(entry.id(), entry.name(messages.language()), entry.kind() == Kind.ORGANISATION ? links.organisation(entry.id()) : links.forvaltning(entry.id()), sentence, mandate(entry, chosen, messages));
  }

  private static String mandate(Entry entry, Teaming.Chosen chosen, Messages messages) {
    List<String> met = chosen.met().getOrDefault(entry.id(), List.of()).stream().map(label -> messages.isEnglish() ? label.en() : label.sv()).distinct().toList();
    return entry.kind() != Kind.FORVALTNING || met.isEmpty() ? "" : messages.get("team.mandate", messages.list(met));
  }

  private static String list(List<String> needs, Map<String, String> labels, Messages messages) {
    return messages.list(needs.stream().map(labels::get).distinct().toList());
  }

  private static String label(Need need, Messages messages) {
    return need.competence().map(competence -> Understood.chip(competence, messages).label()).orElse(need.keyword().text().strip());
  }

  private static String said(Need need, String label, String text) {
    if (need.spans().isEmpty()) return "";
    String said = need.spans().getFirst().of(text).replaceAll("\\s+", " ");
    return said.equalsIgnoreCase(label) ? "" : said;
  }
}
