package se.malmo.meet.initiative;

import java.util.List;
import se.malmo.meet.attachment.Attachments;
import se.malmo.meet.platform.Problem;
import se.malmo.meet.web.Answer;
import se.malmo.meet.web.Audience;
import se.malmo.meet.web.Request;
import se.malmo.meet.web.Route;

/** Cases for those who handle them, with what their senders asked to keep secret; an ambassador sees those of the own förvaltning. */
public final class CaseApi {
  private final Cases cases;
  private final Attachments attachments;

  public CaseApi(Cases cases, Attachments attachments) {
    this.cases = cases;
    this.attachments = attachments;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/cases/:reference", Audience.CASE_FILE, this::read),
        Route.get("/api/v1/cases/:reference/attachments/:key", Audience.CASE_FILE, this::attachment));
  }

  private record SenderBody(String name, String kind, String sector, String organisation, String email, String organisationNumber) {}

  private record ConfidentialBody(String details, String ground) {}

  private record AttachmentBody(String key, String name, String type, long size) {}

  private record CaseBody(String reference, String status, String received, String answerBy, String title, String text, String language, SenderBody sender,
      String form, String mandate, ConfidentialBody confidential, List<AttachmentBody> attachments, String diaryLine) {
    static CaseBody of(Cases.Followed followed, String diaryLine) {
      Initiative it = followed.whole().initiative();
      Cases.Sent sent = followed.sent();
      Submission.Sender sender = sent.sender();
      return new CaseBody(it.reference(), it.status().code(), it.date().toString(), it.answerBy().map(Object::toString).orElse(null), it.title(), it.text(),
          it.language(), new SenderBody(sender.name(), sender.kind().code(), sender.kind().sector().code(), sender.organisation(), sender.email(),
          sender.organisationNumber().orElse(null)), sent.form().orElse(null), sent.mandate().map(Mandate::code).orElse(null),
          sent.confidential().map(one -> new ConfidentialBody(one.details(), one.ground().code())).orElse(null),
          sent.attachments().stream().map(file -> new AttachmentBody(file.key(), file.name(), file.type(), file.size())).toList(), diaryLine);
    }
  }

  private Cases.Followed followed(Request request) {
    return cases.byReference(request.path("reference"), request.caller().limit()).orElseThrow(Problem.NotFound::new);
  }

  private Answer read(Request request) {
    Cases.Followed followed = followed(request);
    if (followed.sent().confidential().isPresent()) cases.readConfidential(followed.whole().initiative().reference(), request.caller().role().code());
    return Answer.json(200, CaseBody.of(followed, PublicRecord.of(PublicRecord.Matter.of(followed), request.messages()).diaryLine()));
  }

  private Answer attachment(Request request) {
    Attachments.Whole whole = attachments.content(followed(request).whole().initiative().id(), request.path("key")).orElseThrow(Problem.NotFound::new);
    return Answer.file(whole.file().type(), whole.file().name(), whole.content());
  }
}
