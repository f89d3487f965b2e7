package se.malmo.meet.opendata;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import se.malmo.meet.alliance.Alliance;
import se.malmo.meet.alliance.Alliances;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.forvaltning.Forvaltningar;
import se.malmo.meet.opendata.OpenDataStore.PublishedProject;
import se.malmo.meet.organisation.Organisation;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.vocabulary.Vocabulary;

/** All that the public may have, a file's worth at a time; each kind comes from its own feature, by the same door as its pages. */
public final class PublicThings {
  private final OpenDataStore store;
  private final Organisations organisations;
  private final Forvaltningar forvaltningar;
  private final Alliances alliances;
  private final Vocabulary vocabulary;

  public PublicThings(OpenDataStore store, Organisations organisations, Forvaltningar forvaltningar, Alliances alliances, Vocabulary vocabulary) {
    this.store = store;
    this.organisations = organisations;
    this.forvaltningar = forvaltningar;
    this.alliances = alliances;
    this.vocabulary = vocabulary;
  }

  OpenDataStore.Days days() {
    return store.days();
  }

  /** How many there are of each that may need more than one file. */
  Map<Dataset, Long> sizes() {
    return Map.of(Dataset.PROJECTS, store.countProjects(), Dataset.ORGANISATIONS, organisations.count(Optional.empty()), Dataset.COMPETENCES, (long) vocabulary.size());
  }

  /** How many files a dataset takes. */
  int pages(Dataset dataset) {
    return dataset.pages(sizes().getOrDefault(dataset, 0L));
  }

  List<PublishedProject> projects(int page) {
    return store.projects(skipped(Dataset.PROJECTS, page), Dataset.PROJECTS.pageSize());
  }

  List<Organisation> organisations(int page) {
    return organisations.page(Optional.empty(), skipped(Dataset.ORGANISATIONS, page), Dataset.ORGANISATIONS.pageSize());
  }

  List<Forvaltning> forvaltningar(int page) {
    return part(Dataset.FORVALTNINGAR, page, forvaltningar::all);
  }

  List<Alliance> alliances(int page) {
    return part(Dataset.ALLIANCES, page, alliances::all);
  }

  List<Competence> competences(int page) {
    return part(Dataset.COMPETENCES, page, () -> vocabulary.all().stream().sorted(java.util.Comparator.comparing(Competence::id)).toList());
  }

  /** A competence's labels by its id. */
  Optional<Competence> competence(String id) {
    return vocabulary.byId(id);
  }

  private static <T> List<T> part(Dataset dataset, int page, Supplier<List<T>> all) {
    return all.get().stream().skip(skipped(dataset, page)).limit(dataset.pageSize()).toList();
  }

  private static int skipped(Dataset dataset, int page) {
    return (page - 1) * dataset.pageSize();
  }
}
