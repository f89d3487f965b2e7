package se.malmo.meet.initiative;

import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.matching.Choices;
import se.malmo.meet.matching.Matcher;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.platform.Sweden;
import se.malmo.meet.vocabulary.Competence;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Upload;
import se.malmo.meet.web.Writing;

/** The files of a form that is being filled in, and what the form would become if it were sent now. */
public final class SenderFiles {
  private final Attachments attachments;
  private final Matcher matcher;
  private final InstantSource clock;

  public SenderFiles(Attachments attachments, Matcher matcher, InstantSource clock) {
    this.attachments = attachments;
    this.matcher = matcher;
    this.clock = clock;
  }

  /**
   * Takes in what came with a request's form; what a file speaks of is added to the keywords, where the sender sees it and can take it away.
   *
   * @param values get the keys of the files and the keywords
   * @param filling names the form that is being filled in
   * @return what is wrong with those that were not taken in
   */
  List<Problem.Field> takeIn(Request request, MultiMap values, String filling) {
    List<Problem.Field> faults = new ArrayList<>();
    int tried = 0;
    for (Upload upload : request.uploads()) {
      // Also one that cannot be read has cost a process.
      if (tried++ == SubmissionReader.MOST_ATTACHMENTS || SubmissionReader.attachments(values).size() >= SubmissionReader.MOST_ATTACHMENTS) {
        faults.add(new Problem.Field(Attachments.FIELD, "problem.file.many", SubmissionReader.MOST_ATTACHMENTS));
        break;
      }
      if (!request.mayWrite(Writing.FILE)) {
        faults.add(new Problem.Field(Attachments.FIELD, "problem.file.held", upload.name(), request.waitInWords()));
        continue;
      }
      try {
        Attachments.Taken taken = attachments.take(upload.name(), upload.content(), upload.size(), filling, request.from());
        if (!SubmissionReader.attachments(values).contains(taken.file().key())) values.add("attachment", taken.file().key());
        propose(taken.text(), values);
      } catch (Problem.Invalid e) {
        faults.addAll(e.fields());
      }
    }
    return faults;
  }

  private void propose(String fileText, MultiMap values) {
    Choices choices = KeywordChoices.of(values, matcher);
    int free = Choices.MOST - choices.with().size();
    String own = values.contains("text") ? values.get("text") : "";
    KeywordChoices.proposed(fileText, own, choices, matcher).stream().map(Competence::id)
        .filter(id -> choices.with().stream().noneMatch(one -> one.id().equals(id))).limit(free).forEach(id -> values.add("with", id));
  }

  /** What is said of files that came with a form which could not be trusted: they were not kept. */
  static List<Problem.Field> notTaken(List<Upload> uploads) {
    return uploads.stream().map(upload -> new Problem.Field(Attachments.FIELD, "problem.file.again", upload.name())).toList();
  }

  /** What is said of files that went with the case that the same form made before. */
  List<Problem.Field> sent(MultiMap values) {
    return waiting(values).size() == SubmissionReader.attachments(values).size() ? List.of() : List.of(new Problem.Field(Attachments.FIELD, "problem.file.sent"));
  }

  /** What is said of files that had waited too long. */
  List<Problem.Field> missing(List<String> keys) {
    return attachments.areThere(keys) ? List.of() : List.of(new Problem.Field(Attachments.FIELD, "problem.file.gone"));
  }

  List<Attachments.Listed> waiting(MultiMap values) {
    return attachments.waiting(SubmissionReader.attachments(values));
  }

  /** What of the form its record would tell; what cannot be read yet is left out. */
  PublicRecord.Matter matter(MultiMap values) {
    Stream<String> names = waiting(values).stream().map(Attachments.Listed::name);
    Optional<Confidential.Ground> ground = given(values, "confidential").map(details -> given(values, "ground").flatMap(Confidential.Ground::of)
        .orElse(Confidential.Ground.UNSURE));
    return new PublicRecord.Matter(Optional.empty(), Sweden.today(clock),
        given(values, "title").orElseGet(() -> Submission.titleOf(values.contains("text") ? values.get("text") : "")), given(values, "organisation").orElse(""),
        given(values, "kind").flatMap(SenderKind::of), given(values, "form"), given(values, "mandate").flatMap(Mandate::of), ground, names.toList());
  }

  private static Optional<String> given(MultiMap values, String field) {
    return Optional.ofNullable(values.get(field)).map(String::strip).filter(value -> !value.isEmpty());
  }
}
