package se.malmo.meet.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.malmo.meet.ambassador.Booking;
import se.malmo.meet.ambassador.Inquiry;
import se.malmo.meet.identity.Account;
import se.malmo.meet.platform.Messages;
import se.malmo.meet.web.Links;

/** What is read by mail of questions to ambassadors and meetings with them. Those who work for the city read that there is something, never from whom or what it says. */
final class AmbassadorText {
  /** More receipts a day than this to one address are hardly asked for by whoever has it. */
  private static final int MOST_RECEIPTS = 10;

  private final AmbassadorNews news;

  AmbassadorText(AmbassadorNews news) {
    this.news = news;
  }

  /** The mail to whoever asked or booked; nothing where it has been thrown away or is so no longer. */
  Optional<Mail> toVisitor(Delivery delivery, String base) {
    if (delivery.kind() == Kind.QUESTION) {
      return news.inquiries().byId(delivery.subject()).filter(one -> news.inquiries().lately(one.id()) <= MOST_RECEIPTS)
          .flatMap(one -> news.inquiries().email(one.id()).map(to -> new Mail(delivery.id(), to, received(one, base), Optional.empty())));
    }
    if (delivery.kind() == Kind.PASSED) {
      return news.inquiries().byId(delivery.subject()).filter(one -> one.moved().isPresent() && one.reply().isEmpty())
          .flatMap(one -> news.inquiries().email(one.id()).map(to -> new Mail(delivery.id(), to, passed(one, base), Optional.empty())));
    }
    if (delivery.kind() == Kind.ANSWERED) {
      return news.inquiries().byId(delivery.subject()).filter(one -> one.reply().isPresent())
          .flatMap(one -> news.inquiries().email(one.id()).map(to -> new Mail(delivery.id(), to, answered(one, base), Optional.empty())));
    }
    boolean isCancelled = delivery.kind() == Kind.CANCELLED;
    return news.bookings().byId(delivery.subject()).filter(one -> one.off().isPresent() == isCancelled)
        .flatMap(one -> news.bookings().email(one.id()).map(to -> new Mail(delivery.id(), to, isCancelled ? cancelled(one, base) : booked(one, base), Optional.empty())));
  }

  private Content received(Inquiry inquiry, String base) {
    Messages messages = Messages.of(inquiry.language());
    String name = inquiry.forvaltning().name(messages.language());
    return new Content(messages.language(), messages.get("mail.question.subject", name), List.of(
        new Content.Said(messages.get("mail.question.text", name, SenderText.day(inquiry.due(), messages.locale()))),
        new Content.Quoted(messages.get("mail.question.words"), inquiry.question()),
        new Content.Leading(messages.get("mail.question.link"), base + Links.of(messages.language()).inquiry(news.inquiries().secret(inquiry.id()))),
        new Content.Said(messages.get("mail.question.secret"))));
  }

  private Content passed(Inquiry inquiry, String base) {
    Messages messages = Messages.of(inquiry.language());
    Inquiry.Moved moved = inquiry.moved().orElseThrow();
    String name = inquiry.forvaltning().name(messages.language());
    return new Content(messages.language(), messages.get("mail.passed.subject", name), List.of(
        new Content.Said(messages.get("mail.passed.text", moved.from().name(messages.language()), name, SenderText.day(inquiry.due(), messages.locale()))),
        new Content.Quoted(messages.get("mail.answered.label", moved.who()), moved.reason()),
        new Content.Leading(messages.get("mail.question.link"), base + Links.of(messages.language()).inquiry(news.inquiries().secret(inquiry.id())))));
  }

  private Content answered(Inquiry inquiry, String base) {
    Messages messages = Messages.of(inquiry.language());
    Inquiry.Reply reply = inquiry.reply().orElseThrow();
    String name = inquiry.forvaltning().name(messages.language());
    return new Content(messages.language(), messages.get("mail.answered.subject", name), List.of(
        new Content.Said(messages.get("mail.answered.text", name)),
        new Content.Quoted(messages.get("mail.answered.label", reply.who().isEmpty() ? name : reply.who()), reply.text()),
        new Content.Leading(messages.get("mail.answered.link"), base + Links.of(messages.language()).inquiry(news.inquiries().secret(inquiry.id())))));
  }

  private Content booked(Booking booking, String base) {
    Messages messages = Messages.of(booking.language());
    String name = booking.forvaltning().name(messages.language());
    return new Content(messages.language(), messages.get("mail.booked.subject", name), List.of(
        new Content.Said(messages.get("mail.booked.text", name, booking.hours().whole(messages))),
        new Content.Said(messages.get("mail.booked.where", booking.spot().where())),
        new Content.Leading(messages.get("mail.booked.link"), base + page(booking)),
        new Content.Said(messages.get("mail.booked.else"))));
  }

  private Content cancelled(Booking booking, String base) {
    Messages messages = Messages.of(booking.language());
    Booking.Off off = booking.off().orElseThrow();
    String name = booking.forvaltning().name(messages.language());
    List<Content.Part> parts = new ArrayList<>();
    parts.add(new Content.Said(messages.get(off.isByVisitor() ? "mail.cancelled.self" : "mail.cancelled.host", name, booking.hours().whole(messages))));
    if (!off.word().isBlank()) parts.add(new Content.Quoted(messages.get("mail.cancelled.word"), off.word()));
    parts.add(new Content.Leading(messages.get("mail.cancelled.link"), base + page(booking)));
    return new Content(messages.language(), messages.get("mail.cancelled.subject", name), parts);
  }

  private String page(Booking booking) {
    return Links.of(booking.language()).booking(news.bookings().secret(booking.id()));
  }

  /** The mail to one who answers or meets; nothing where it has been done since. */
  Optional<Content> toStaff(Delivery delivery, Account reader, Messages messages, String base) {
    Links links = Links.of(messages.language());
    if (delivery.kind() == Kind.INQUIRY) {
      return news.inquiries().byId(delivery.subject()).filter(one -> one.reply().isEmpty() && (one.moved().isEmpty() || news.inquiries().isFor(one, reader))).map(one -> {
        String name = one.forvaltning().name(messages.language());
        return staff(Kind.INQUIRY, messages, base, base + links.deskInquiry(one.id()), name, SenderText.day(one.due(), messages.locale()));
      });
    }
    boolean isOff = delivery.kind() == Kind.MEETING_OFF;
    return news.bookings().byId(delivery.subject()).filter(one -> one.off().isPresent() == isOff).map(one -> {
      String with = one.by().equals(reader.id()) || one.who().isEmpty() ? one.forvaltning().name(messages.language()) : one.who();
      return staff(delivery.kind(), messages, base, base + links.deskBooking(one.id()), with, one.hours().whole(messages));
    });
  }

  private static Content staff(Kind kind, Messages messages, String base, String address, String about, String when) {
    return new Content(messages.language(), messages.get("mail." + kind.code() + ".subject", kind == Kind.INQUIRY ? about : when), List.of(
        new Content.Said(messages.get("mail." + kind.code() + ".text", about, when)),
        new Content.Leading(messages.get(kind == Kind.INQUIRY ? "mail.inquiry.link" : "mail.meeting.link"), address),
        new Content.Leading(messages.get("mail.staff.why"), base + Links.of(messages.language()).noticeRules())));
  }
}
