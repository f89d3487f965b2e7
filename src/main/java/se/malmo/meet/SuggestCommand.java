package se.malmo.meet;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.malmo.meet.initiative.Question;
import se.malmo.meet.matching.SuggestionAnswer;
import se.malmo.meet.platform.Json;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.platform.Settings;

/** Text in on standard input, suggestions out on standard output. */
@Command(name = "suggest", description = "Reads a text from standard input and prints the suggestions for it.", mixinStandardHelpOptions = true)
final class SuggestCommand implements Callable<Integer> {
  @Option(names = "--data", paramLabel = "DIR", description = "The folder with the graph (default: data, or MEET_DATA).")
  private Path data;

  @Option(names = "--json", description = "As the API answers.")
  private boolean json;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    if (text.isBlank() || text.length() > Question.LONGEST_TEXT || text.indexOf('\0') >= 0) {
      spec.commandLine().getErr().println("Give a text of 1 to 40,000 characters on standard input, without NUL; this one has " + text.length() + ".");
      return 2;
    }
    Settings settings = Settings.of(System.getenv(), Optional.empty(), Optional.ofNullable(data), false);
    try (App app = App.open(settings, "meet-malmo suggest", false)) {
      Question question = new Question("", text, Optional.empty(), 10);
      SuggestionAnswer answer = question.answer(app.matcher(), Messages.of(app.matcher().profileOf(text, Optional.empty()).language().code()));
      if (json) out.println(new String(Json.write(answer), StandardCharsets.UTF_8));
      else print(answer, out);
    }
    return 0;
  }

  private static void print(SuggestionAnswer answer, PrintWriter out) {
    Messages messages = Messages.of(answer.language());
    if (!answer.read()) out.println(answer.notice());
    if (!answer.confident()) out.println(messages.get("suggest.none.title"));
    answer.questions().forEach(question -> out.println("  " + question.text()));
    if (!answer.partners().isEmpty()) out.println(messages.get("suggest.partners"));
    answer.partners().forEach(hit -> line(out, hit.rank(), hit.organisation().name(), messages.get("confidence." + hit.confidence()), hit.evidence()));
    if (!answer.forvaltningar().isEmpty()) out.println(messages.get("suggest.talk"));
    answer.forvaltningar().forEach(hit -> line(out, hit.rank(), hit.forvaltning().name(), messages.get("confidence." + hit.confidence()), hit.evidence()));
    if (!answer.similar().isEmpty()) out.println(messages.get("suggest.similar"));
    answer.similar().forEach(hit -> line(out, hit.rank(), hit.initiative().reference() + " " + hit.initiative().title(),
        messages.get("relation." + hit.relation()), hit.evidence()));
  }

  private static void line(PrintWriter out, int rank, String name, String word, List<SuggestionAnswer.Piece> evidence) {
    out.println("  " + rank + ". " + name + " (" + word + ")");
    evidence.stream().limit(2).forEach(piece -> out.println("     " + Math.round(piece.share() * 100) + " %  " + piece.text()));
  }
}
