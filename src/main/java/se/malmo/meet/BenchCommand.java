package se.malmo.meet;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.apache.lucene.search.Query;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.malmo.meet.evaluation.Bench;
import se.malmo.meet.evaluation.Bench.Measured;
import se.malmo.meet.evaluation.BenchReport;
import se.malmo.meet.evaluation.Chart;
import se.malmo.meet.evaluation.LuceneSearch;
import se.malmo.meet.evaluation.Searcher;
import se.malmo.meet.evaluation.SyntheticCity;
import se.malmo.meet.evaluation.SyntheticCity.Question;
import se.malmo.meet.initiative.Initiatives;
import se.malmo.meet.language.Language;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.matching.Profile;
import se.malmo.meet.matching.Projection;
import se.malmo.meet.organisation.Organisations;
import se.malmo.meet.platform.JsonLines;
import se.malmo.meet.platform.Settings;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.platform.TemporaryFolder;

/** How fast the server's matcher is in cities of several sizes, beside Lucene on the same texts. */
@Command(name = "bench", description = "Invents cities from the demo's texts, imports each into a graph of its own, asks the matcher and a Lucene index the same"
    + " questions, and prints how fast both are. Takes some minutes for each 10,000 organisations.", mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final String SOURCE = "bench";
  private static final int SHOWN = 10;
  private static final long CITY = 20_260_101;

  @Option(names = "--organisations", arity = "1..*", split = ",", defaultValue = "1000,10000,50000", paramLabel = "N", description = "Sizes of the cities (default:"
      + " ${DEFAULT-VALUE}).")
  private List<Integer> sizes;

  @Option(names = "--concurrency", defaultValue = "16", paramLabel = "C", description = "How many ask at once (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(names = "--svg", paramLabel = "FILE", description = "Where the chart is written.")
  private Path svg;

  @Option(names = "--table", paramLabel = "FILE", description = "A Markdown page whose tables are renewed, or made.")
  private Path table;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (sizes.stream().anyMatch(size -> size < 1)) throw new ParameterException(spec.commandLine(), "--organisations is a number above 0.");
    if (clients < 1) throw new ParameterException(spec.commandLine(), "--concurrency is a number above 0.");
    List<BenchReport.Row> rows = new ArrayList<>();
    for (int size : sizes) rows.add(city(size));
    BenchReport report = new BenchReport(rows, clients, circumstances());
    PrintWriter out = spec.commandLine().getOut();
    out.println(report.markdown());
    out.flush();
    if (svg != null) Files.writeString(svg, Chart.of(report));
    if (table != null) Files.writeString(table, report.renewed(Files.exists(table) ? Files.readString(table) : ""));
    return 0;
  }

  private BenchReport.Row city(int size) throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.make("meet-bench");
        App app = App.open(new Settings(0, "127.0.0.1", folder.path(), Optional.empty(), false), "meet-malmo bench", true)) {
      SyntheticCity city = new SyntheticCity(Seed.demoDescriptions(), Seed.demoInitiatives(), app.vocabulary().all(), Seed.cityForvaltningar(), size, CITY);
      double importSeconds = seconds(() -> fill(app, city, size));
      double before = megabytes();
      double loadSeconds = seconds(app.projection()::load);
      double heap = megabytes() - before;
      Projection.Size loaded = app.projection().size();
      return new BenchReport.Row(size, loaded.profiles(), loaded.words(), loaded.mentions(), importSeconds, loadSeconds, heap, measured(app.matcher(), city));
    }
  }

  private void fill(App app, SyntheticCity city, int size) {
    save("organisations", size, city.organisations().map(Organisations::checked), rows -> app.organisations().save(rows, SOURCE));
    save("initiatives", city.initiativeCount(), city.initiatives().map(Initiatives::checked), rows -> app.initiatives().save(rows, SOURCE));
  }

  private static <T> void save(String name, int count, Stream<T> rows, Consumer<List<T>> save) {
    try (ProgressBar bar = new ProgressBarBuilder().setTaskName(name).setInitialMax(count).build()) {
      List<T> batch = new ArrayList<>();
      for (Iterator<T> each = rows.iterator(); each.hasNext(); ) {
        batch.add(each.next());
        if (batch.size() < JsonLines.BATCH && each.hasNext()) continue;
        save.accept(batch);
        bar.stepBy(batch.size());
        batch.clear();
      }
    }
  }

  private List<Measured> measured(Matcher matcher, SyntheticCity city) {
    Map<Language, List<LuceneSearch.Entry>> texts = Stream.concat(
            city.organisations().map(row -> Map.entry(row.language(), new LuceneSearch.Entry(row.id(), row.name() + ". " + row.description()))),
            city.initiatives().map(row -> Map.entry(row.language(), new LuceneSearch.Entry(row.id(), row.title().asText() + ". " + row.text().asText()))))
        .collect(Collectors.groupingBy(entry -> Language.of(entry.getKey()).orElseThrow(), Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    try (LuceneSearch swedish = lucene(texts, Language.SWEDISH); LuceneSearch english = lucene(texts, Language.ENGLISH)) {
      return new Bench(round -> city.questions(Bench.QUESTIONS, round), clients).run(List.of(ours(matcher), lucene(language -> language == Language.SWEDISH ? swedish : english)));
    }
  }

  private static LuceneSearch lucene(Map<Language, List<LuceneSearch.Entry>> texts, Language language) {
    return new LuceneSearch(texts.getOrDefault(language, List.of()), language, language);
  }

  private static Searcher<Profile> ours(Matcher matcher) {
    return new Searcher<>() {
      @Override
      public String name() {
        return "Meet Malmö";
      }

      @Override
      public Profile read(Question question) {
        return matcher.profileOf(question.text(), Optional.empty());
      }

      @Override
      public int find(Profile profile) {
        return matcher.suggest(profile, SHOWN).partners().size();
      }
    };
  }

  private record Asked(LuceneSearch index, Query query) {}

  /** Lucene is told the language, and looks only among texts of that language. */
  private static Searcher<Asked> lucene(Function<Language, LuceneSearch> byLanguage) {
    return new Searcher<>() {
      @Override
      public String name() {
        return "Lucene";
      }

      @Override
      public Asked read(Question question) {
        LuceneSearch index = byLanguage.apply(question.language());
        return new Asked(index, index.query(question.text()));
      }

      @Override
      public int find(Asked asked) {
        return asked.index().search(asked.query(), SHOWN).size();
      }
    };
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Of the heap in use, as near as the collector tells. */
  private static double megabytes() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6;
  }

  private static String circumstances() {
    return String.format(Locale.ROOT, "Measured on %s with Java %s, %d cores, heap at most %d MB, load average at the end %.1f; who asks runs on the same machine, in the same"
        + " process.", LocalDate.now(Sweden.ZONE), Runtime.version().feature(), Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() / 1_000_000,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
