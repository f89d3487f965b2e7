package se.malmo.meet.initiative;

import java.util.List;
import java.util.Optional;
import se.malmo.meet.platform.Messages;

/** A case with all that its sender handed in, as programs get it; what is left out there is null. */
public record CaseBody(String reference, String status, String received, String answerBy, String title, String text, String language, SenderBody sender, String form,
    String mandate, ConfidentialBody confidential, List<AttachmentBody> attachments, String diaryLine) {

  public record SenderBody(String name, String kind, String sector, String organisation, String email, String organisationNumber) {
    static SenderBody of(Submission.Sender sender) {
      return new SenderBody(sender.name(), sender.kind().code(), sender.kind().sector().code(), sender.organisation(), sender.email(), sender.organisationNumber().orElse(null));
    }
  }

  public record ConfidentialBody(String details, String ground) {}

  public record AttachmentBody(String key, String name, String type, long size) {}

  /** @param sent none for one that came by an import */
  public static CaseBody of(Initiative.Whole whole, Optional<Cases.Sent> sent, Messages messages) {
    Initiative it = whole.initiative();
    return new CaseBody(it.reference(), it.status().code(), it.date().toString(), it.answerBy().map(Object::toString).orElse(null), it.title(), it.text(), it.language(),
        sent.map(one -> SenderBody.of(one.sender())).orElse(null), sent.flatMap(Cases.Sent::form).orElse(null), sent.flatMap(Cases.Sent::mandate).map(Mandate::code).orElse(null),
        sent.flatMap(Cases.Sent::confidential).map(one -> new ConfidentialBody(one.details(), one.ground().code())).orElse(null),
        sent.stream().flatMap(one -> one.attachments().stream()).map(file -> new AttachmentBody(file.key(), file.name(), file.type(), file.size())).toList(),
        sent.map(one -> PublicRecord.of(PublicRecord.Matter.of(new Cases.Followed(whole, one, List.of())), messages).diaryLine()).orElse(null));
  }
}
