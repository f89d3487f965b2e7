package se.malmo.meet;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.malmo.meet.evaluation.Bootstrap;
import se.malmo.meet.evaluation.Figures;
import se.malmo.meet.evaluation.LuceneSearch;
import se.malmo.meet.evaluation.Projects;
import se.malmo.meet.evaluation.Projects.Project;
import se.malmo.meet.evaluation.Times;
import se.malmo.meet.forvaltning.Forvaltning;
import se.malmo.meet.initiative.InitiativeRow;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Bilingual;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Profile;
import se.malmo.meet.matching.Suggestion;
import se.malmo.meet.matching.Suggestions;
import se.malmo.meet.matching.Weights;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.TemporaryFolder;

/** How well the server's matcher ranks, on projects whose right answers are known. */
@Command(name = "evaluate", description = "Builds a fresh graph of earlier projects through the import, asks the matcher about others, and prints how well it"
    + " ranked, how fast, and what Lucene makes of the same texts.", mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  private static final int BATCH = 100;
  private static final int DEPTH = 50;
  private static final int SHOWN = 10;
  private static final int ROUNDS = 3;
  private static final String SOURCE = "evaluate";

  enum GraphLanguage {
    sv,
    en,
    both
  }

  enum Target {
    actors,
    units
  }

  @Option(names = "--history", required = true, paramLabel = "FILE", description = "Earlier projects, JSON Lines.")
  private Path history;

  @Option(names = "--queries", required = true, paramLabel = "FILE", description = "Projects to ask about, JSON Lines.")
  private Path queries;

  @Option(names = "--query-lang", defaultValue = "sv", description = "sv or en.")
  private String queryLanguage;

  @Option(names = "--graph-lang", defaultValue = "both", description = "${COMPLETION-CANDIDATES}")
  private GraphLanguage graphLanguage;

  @Option(names = "--target", defaultValue = "actors", description = "${COMPLETION-CANDIDATES}")
  private Target target;

  @Option(names = "--run", paramLabel = "FILE", description = "Where the ranking is written, in TREC's form.")
  private Path run;

  @Option(names = "--no-votes", description = "Without the votes of earlier initiatives.")
  private boolean withoutVotes;

  @Option(names = "--try", paramLabel = "WEIGHT=VALUE[,…]", description = "Also with these weights changed; may be given several times.")
  private List<String> trials = List.of();

  @Option(names = "--no-lucene", description = "Without Lucene beside.")
  private boolean withoutLucene;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Language asked = Language.of(queryLanguage).orElseThrow(() -> new picocli.CommandLine.ParameterException(spec.commandLine(), "--query-lang is sv or en."));
    List<Project> before = Projects.read(history);
    List<Project> now = Projects.read(queries);
    try (TemporaryFolder folder = TemporaryFolder.make("meet-evaluate");
        App app = App.bare(new Settings(0, "127.0.0.1", folder.path(), Optional.empty(), false), "meet-malmo evaluate")) {
      long start = System.nanoTime();
      int skipped = fill(app, before);
      out.printf(Locale.ROOT, "graph: %d projects imported in %.1f s, %d without a text in the graph's language%n", before.size() - skipped,
          (System.nanoTime() - start) / 1e9, skipped);
      app.projection().load();
      if (graphLanguage == GraphLanguage.both || !graphLanguage.name().equals(asked.code())) learn(app, before, out);
      Matcher matcher = app.matcher().with(weights());
      List<List<String>> ranked = new ArrayList<>();
      for (Project query : now) ranked.add(ranked(matcher, query, asked));
      if (run != null) write(now, ranked);
      Figures ours = figures(now, ranked);
      out.println("Meet Malmö:  " + ours.line());
      time(matcher, now, asked, out);
      for (String trial : trials) attempt(app.matcher().with(changed(trial)), trial, now, asked, out);
      if (!withoutLucene) lucene(before, now, asked, ours, out);
      out.flush();
    }
    return 0;
  }

  /** Words of the other language from the projects that are told in both, as the product learns from any bilingual profile. */
  private static void learn(App app, List<Project> before, PrintWriter out) {
    long start = System.nanoTime();
    app.bilingual().learnFrom(before.stream().map(project -> new Bilingual.Parallel(project.text(Language.SWEDISH), project.text(Language.ENGLISH)))
        .filter(pair -> !pair.sv().isBlank() && !pair.en().isBlank()).toList());
    out.printf(Locale.ROOT, "translations and concept space learnt in %.1f s%n", (System.nanoTime() - start) / 1e9);
  }

  private Weights changed(String trial) {
    Weights weights = weights();
    for (String change : trial.split(",")) {
      String[] nameAndValue = change.split("=", 2);
      weights = weights.with(nameAndValue[0].strip(), Double.parseDouble(nameAndValue[1]));
    }
    return weights;
  }

  private void attempt(Matcher matcher, String trial, List<Project> now, Language asked, PrintWriter out) {
    Figures figures = figures(now, now.stream().map(query -> ranked(matcher, query, asked)).toList());
    out.printf(Locale.ROOT, "%-40s %s%n", trial, figures.line());
    out.flush();
  }

  private Weights weights() {
    Weights weights = Weights.STANDARD.unbounded();
    return withoutVotes ? weights.withoutVotes() : weights;
  }

  /** Units become förvaltningar without a text or mandate of their own; the rest goes the import's way. */
  private int fill(App app, List<Project> before) {
    Set<String> units = before.stream().flatMap(project -> project.units().stream()).collect(Collectors.toCollection(TreeSet::new));
    app.forvaltningar().save(units.stream().map(unit -> new Forvaltning(unit, unit, unit, List.of(), "", "", List.of(), Map.of())).toList(), SOURCE);
    List<InitiativeRow> rows = before.stream().filter(this::hasText).map(this::inGraphLanguage).toList();
    for (int from = 0; from < rows.size(); from += BATCH) {
      app.initiatives().save(rows.subList(from, Math.min(rows.size(), from + BATCH)).stream().map(Initiatives::checked).toList(), SOURCE);
    }
    return before.size() - rows.size();
  }

  private boolean hasText(Project project) {
    return graphLanguage == GraphLanguage.both || !project.text(Language.of(graphLanguage.name()).orElseThrow()).isBlank();
  }

  private InitiativeRow inGraphLanguage(Project project) {
    return graphLanguage == GraphLanguage.both ? project.inBoth() : project.in(Language.of(graphLanguage.name()).orElseThrow());
  }

  private List<String> ranked(Matcher matcher, Project query, Language asked) {
    String text = query.text(asked);
    if (text.isBlank()) return List.of();
    Suggestions suggestions = matcher.suggest(text, Optional.of(asked), DEPTH);
    return target == Target.actors ? suggestions.partners().stream().map(Suggestion::what).map(Suggestion.Partner::name).toList()
        : suggestions.forvaltningar().stream().map(Suggestion::what).map(Suggestion.Department::id).toList();
  }

  private Figures figures(List<Project> now, List<List<String>> ranked) {
    List<Figures.Judged> judged = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) judged.add(new Figures.Judged(target == Target.actors ? now.get(i).relevant() : now.get(i).units(), ranked.get(i)));
    return Figures.of(judged);
  }

  /** Language and matching apart, ten of each list as a page shows them, warm. */
  private void time(Matcher matcher, List<Project> now, Language asked, PrintWriter out) {
    List<String> texts = now.stream().map(project -> project.text(asked)).filter(text -> !text.isBlank()).toList();
    Times reading = new Times(ROUNDS * texts.size());
    Times matching = new Times(ROUNDS * texts.size());
    for (int round = 0; round < ROUNDS; round++) {
      for (String text : texts) {
        long start = System.nanoTime();
        Profile profile = matcher.profileOf(text, Optional.of(asked));
        long read = System.nanoTime();
        matcher.suggest(profile, SHOWN);
        reading.add(read - start);
        matching.add(System.nanoTime() - read);
      }
    }
    out.println("language:    " + reading.line());
    out.println("matching:    " + matching.line());
  }

  /** Lucene's best of three ways: profiles of those who took part, the nearest projects voting, and both fused. */
  private void lucene(List<Project> before, List<Project> now, Language asked, Figures ours, PrintWriter out) {
    Language indexed = graphLanguage == GraphLanguage.both ? asked : Language.of(graphLanguage.name()).orElseThrow();
    Function<Project, Set<String>> parts = target == Target.actors ? Project::actors : Project::units;
    Map<String, Set<String>> partsOf = before.stream().collect(Collectors.toMap(Project::id, parts));
    Map<String, String> profiles = before.stream().flatMap(project -> parts.apply(project).stream().map(who -> Map.entry(who, project.field(indexed))))
        .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.joining(" "))));
    try (LuceneSearch projects = new LuceneSearch(before.stream().map(project -> new LuceneSearch.Entry(project.id(), project.field(indexed))).toList(), indexed, asked);
        LuceneSearch people = new LuceneSearch(profiles.entrySet().stream().map(who -> new LuceneSearch.Entry(who.getKey(), who.getValue())).toList(), indexed, asked)) {
      List<List<String>> byProfile = new ArrayList<>();
      List<List<String>> byVotes = new ArrayList<>();
      List<List<String>> fused = new ArrayList<>();
      for (Project query : now) {
        byProfile.add(people.search(people.query(query.field(asked)), 100).stream().map(LuceneSearch.Hit::id).toList());
        byVotes.add(LuceneSearch.voted(projects.search(projects.query(query.field(asked)), DEPTH), partsOf));
        fused.add(LuceneSearch.fused(byProfile.getLast(), byVotes.getLast()));
      }
      Map<String, Figures> ways = Map.of("profiles", figures(now, byProfile), "votes", figures(now, byVotes), "fused", figures(now, fused));
      ways.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(way -> out.printf(Locale.ROOT, "Lucene %-6s%s%n", way.getKey() + ":", way.getValue().line()));
      Figures best = ways.values().stream().max(Comparator.comparingDouble(Figures::mrr)).orElseThrow();
      out.println("ours less Lucene's best, 95 % interval of a paired bootstrap: MRR@10 " + interval(Bootstrap.difference(ours.reciprocalRanks(), best.reciprocalRanks()))
          + "  nDCG@10 " + interval(Bootstrap.difference(ours.gains(), best.gains())));
      timeLucene(projects, now, asked, out);
    }
  }

  private static String interval(Bootstrap.Interval interval) {
    return String.format(Locale.ROOT, "%+.4f [%+.4f, %+.4f]", interval.difference(), interval.low(), interval.high());
  }

  private static void timeLucene(LuceneSearch projects, List<Project> now, Language asked, PrintWriter out) {
    Times analysis = new Times(ROUNDS * now.size());
    Times search = new Times(ROUNDS * now.size());
    for (int round = 0; round < ROUNDS; round++) {
      for (Project query : now) {
        long start = System.nanoTime();
        var question = projects.query(query.field(asked));
        long analysed = System.nanoTime();
        projects.search(question, DEPTH);
        analysis.add(analysed - start);
        search.add(System.nanoTime() - analysed);
      }
    }
    out.println("Lucene's analysis: " + analysis.line() + "; its search of projects: " + search.line());
  }

  private void write(List<Project> now, List<List<String>> ranked) throws IOException {
    try (PrintWriter trec = new PrintWriter(Files.newBufferedWriter(run, StandardCharsets.UTF_8))) {
      for (int q = 0; q < now.size(); q++) {
        List<String> list = ranked.get(q);
        for (int i = 0; i < list.size(); i++) trec.printf(Locale.ROOT, "%s Q0 %s %d %d meet-malmo%n", now.get(q).id(), list.get(i), i + 1, list.size() - i);
      }
    }
  }
}
