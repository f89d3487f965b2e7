package se.malmo.meet.reconciliation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.language.Language;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.OrganisationNumber;
import se.malmo.meet.platform.Checks;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.reconciliation.Candidate.Feature;
import se.malmo.meet.reconciliation.Candidate.TypeJson;
import se.malmo.meet.reconciliation.ReconcileStore.Asked;
import se.malmo.meet.reconciliation.ReconcileStore.Found;
import se.malmo.meet.reconciliation.ReconcileStore.Known;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;

/** Who or what is meant by a name: organisations, förvaltningar and competences, by all their names, and what else is known of them. */
final class Candidates {
  private static final double WHOLE = 100;
  /** From here on it is chosen without a look, if nothing else is. */
  private static final double SURE = 95;
  private static final double LEAST = 30;
  private static final double OTHER_NUMBER = 0.5;
  private static final double SAME_DETAIL = 3;
  private static final int MOST_NEAR = 10;

  private final ReconcileStore store;
  private final Forvaltningar forvaltningar;
  private final Vocabulary vocabulary;

  Candidates(ReconcileStore store, Forvaltningar forvaltningar, Vocabulary vocabulary) {
    this.store = store;
    this.forvaltningar = forvaltningar;
    this.vocabulary = vocabulary;
  }

  /** Candidates for each of a batch, by its key, the likeliest first. */
  Map<String, List<Candidate>> of(List<Query> queries, Messages messages) {
    Map<String, List<Candidate>> all = new LinkedHashMap<>();
    queries.forEach(query -> all.put(query.key(), new ArrayList<>()));
    Map<String, Query> byKey = new HashMap<>();
    queries.stream().filter(query -> query.mayBe(EntityType.ORGANISATION)).forEach(query -> byKey.put(query.key(), query));
    if (!byKey.isEmpty()) {
      for (Found found : store.find(byKey.values().stream().map(Candidates::asked).toList())) {
        all.get(found.key()).add(organisation(found, byKey.get(found.key()), messages));
      }
    }
    List<Forvaltning> departments = queries.stream().anyMatch(query -> query.mayBe(EntityType.FORVALTNING)) ? forvaltningar.all() : List.of();
    for (Query query : queries) {
      if (query.mayBe(EntityType.FORVALTNING)) departments.forEach(one -> all.get(query.key()).add(forvaltning(one, query, messages)));
      if (query.mayBe(EntityType.COMPETENCE)) competences(query, messages).forEach(all.get(query.key())::add);
    }
    all.replaceAll((key, found) -> chosen(found, queries.stream().filter(query -> query.key().equals(key)).findFirst().orElseThrow().limit()));
    return all;
  }

  /** The likeliest; one alone is a match, of namesakes none is. */
  private static List<Candidate> chosen(List<Candidate> found, int limit) {
    List<Candidate> best = found.stream().filter(one -> one.score() >= LEAST).sorted(Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::id)).limit(limit).toList();
    boolean isAlone = !best.isEmpty() && best.getFirst().score() >= SURE && (best.size() == 1 || best.get(1).score() < best.getFirst().score());
    if (!isAlone) return best;
    Candidate first = best.getFirst();
    Candidate match = new Candidate(first.id(), first.name(), first.description(), first.type(), first.score(), first.features(), true);
    return Stream.concat(Stream.of(match), best.stream().skip(1)).toList();
  }

  private static Asked asked(Query query) {
    List<String> numbers = query.values(Property.ORGANISATION_NUMBER).stream().flatMap(given -> OrganisationNumber.read(new Checks(), "v", given).stream())
        .flatMap(number -> Stream.of(number, number.replace("-", ""))).toList();
    return new Asked(query.key(), query.text(), Organisation.nameKey(query.text()), numbers, false);
  }

  private static double score(double likeness) {
    return Math.round(likeness * WHOLE * 10) / 10.0;
  }

  private static Candidate organisation(Found found, Query query, Messages messages) {
    Known it = found.known();
    double likeness = query.text().equals(it.id()) ? NameLikeness.SAME : NameLikeness.of(query.text(), it.name());
    double score = score(likeness);
    List<Feature> features = new ArrayList<>(List.of(new Feature("name_likeness", score)));
    if (found.hasNumber().isPresent()) {
      boolean same = found.hasNumber().get();
      features.add(new Feature("same_organisation_number", same));
      score = same ? WHOLE : score * OTHER_NUMBER;
    }
    for (Property property : List.of(Property.SECTOR, Property.WEBSITE)) {
      List<String> given = query.values(property);
      if (given.isEmpty()) continue;
      String own = property == Property.SECTOR ? it.sector() : site(it.website());
      boolean same = !own.isEmpty() && given.stream().map(value -> property == Property.SECTOR ? value.toLowerCase(java.util.Locale.ROOT) : site(value)).anyMatch(own::equals);
      features.add(new Feature("same_" + property.id(), same));
      score = Math.clamp(score + (same ? SAME_DETAIL : -SAME_DETAIL), 0, WHOLE);
    }
    return new Candidate(it.id(), it.name(), summary(it.sector().isEmpty() ? "" : messages.get("sector." + it.sector()), it.description()), type(EntityType.ORGANISATION, messages), score, features, false);
  }

  /** A site by its host, as people write it with or without what stands around. */
  private static String site(String address) {
    return address.toLowerCase(java.util.Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("^www\\.", "").replaceFirst("[/?#].*$", "");
  }

  static List<TypeJson> type(EntityType type, Messages messages) {
    return List.of(new TypeJson(type.id(), type.name(messages)));
  }

  static String summary(String first, String text) {
    int longest = 140;
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() > longest) line = line.substring(0, Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest) + " …";
    return Stream.of(first, line).filter(part -> !part.isEmpty()).collect(java.util.stream.Collectors.joining(". "));
  }

  private static Candidate named(String id, String name, String description, EntityType type, Stream<String> names, Query query, Messages messages) {
    double likeness = query.text().equals(id) ? NameLikeness.SAME : names.mapToDouble(one -> NameLikeness.of(query.text(), one)).max().orElse(0);
    return new Candidate(id, name, summary("", description), type(type, messages), score(likeness), List.of(new Feature("name_likeness", score(likeness))), false);
  }

  private static Candidate forvaltning(Forvaltning it, Query query, Messages messages) {
    return named(it.id(), it.name(messages.language()), it.description(messages.language()), EntityType.FORVALTNING, Stream.concat(Stream.of(it.name(), it.nameEn()), it.aliases().stream()), query, messages);
  }

  private Stream<Candidate> competences(Query query, Messages messages) {
    Language language = language(messages);
    Stream<Competence> likely = Stream.of(vocabulary.byId(query.text()).stream(), vocabulary.labelled(query.text(), language).stream(), vocabulary.alike(query.text(), language, MOST_NEAR).stream(),
        vocabulary.alike(query.text(), language == Language.SWEDISH ? Language.ENGLISH : Language.SWEDISH, MOST_NEAR).stream()).flatMap(some -> some);
    return query.text().isEmpty() ? Stream.empty() : likely.distinct().map(it -> named(it.id(), it.label(language), String.join(", ", it.alternatives(language)), EntityType.COMPETENCE,
        Stream.of(Language.values()).flatMap(each -> Stream.concat(Stream.of(it.label(each)), it.alternatives(each).stream())), query, messages));
  }

  static Language language(Messages messages) {
    return messages.isEnglish() ? Language.ENGLISH : Language.SWEDISH;
  }

  /** Things whose names go on from what was typed, some after others; an id finds its own. */
  List<Candidate> suggested(String beginning, int skip, int most, Messages messages) {
    Query query = new Query("q", beginning, java.util.Set.of(), most, Map.of());
    Stream<Candidate> organisations = store.find(List.of(new Asked("q", beginning, Organisation.nameKey(beginning), List.of(), true))).stream().map(found -> organisation(found, query, messages))
        .sorted(Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::name));
    String plain = NameLikeness.plain(beginning);
    Stream<Candidate> departments = forvaltningar.all().stream().filter(it -> it.id().equals(beginning) || Stream.concat(Stream.of(it.name(), it.nameEn()), it.aliases().stream())
        .anyMatch(name -> NameLikeness.plain(name).startsWith(plain))).map(it -> forvaltning(it, query, messages));
    Language language = language(messages);
    Stream<Candidate> competences = Stream.concat(vocabulary.byId(beginning).stream(), vocabulary.search(beginning, language).stream()).distinct().limit(skip + most)
        .map(it -> named(it.id(), it.label(language), "", EntityType.COMPETENCE, Stream.of(it.label(language)), query, messages));
    return Stream.of(departments, organisations, competences).flatMap(some -> some).skip(skip).limit(most).toList();
  }

  /** One of each kind by id, for who shows it. */
  Optional<Candidate> byId(String id, Messages messages) {
    Query query = new Query("q", id, java.util.Set.of(), 1, Map.of());
    Optional<Candidate> organisation = store.byIds(List.of(id)).stream().map(known -> organisation(new Found("q", known, Optional.empty()), query, messages)).findFirst();
    return organisation.or(() -> forvaltningar.byId(id).map(it -> forvaltning(it, query, messages)))
        .or(() -> vocabulary.byId(id).map(it -> named(it.id(), it.label(language(messages)), String.join(", ", it.alternatives(language(messages))), EntityType.COMPETENCE, Stream.empty(), query, messages)));
  }
}
